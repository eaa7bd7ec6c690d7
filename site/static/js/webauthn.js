// form[data-webauthn]: a security key, added ("create") or used ("get"). What the server asks for
// stands in the form as JSON, and the answer goes into its field `credential`; binary values are
// base64url on both sides (https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON).

const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const withBinaryId = (item) => ({ ...item, id: decode(item.id) });

function parse({ publicKey }) {
  const options = { ...publicKey, challenge: decode(publicKey.challenge) };
  if (options.user) options.user = withBinaryId(options.user);
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) options[list] = options[list].map(withBinaryId);
  }
  return options;
}

function serialise(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = encode(credential.response[name]);
  }
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

for (const form of document.querySelectorAll("form[data-webauthn]")) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const status = form.querySelector("[role=status]");
    status.textContent = "";
    const publicKey = parse(JSON.parse(form.querySelector("script[type='application/json']").textContent));
    try {
      const credential = await navigator.credentials[form.dataset.webauthn]({ publicKey });
      form.elements.credential.value = JSON.stringify(serialise(credential));
    } catch {
      // Cancelled, too late, unknown key: browsers do not tell which.
      status.textContent = form.dataset.failed;
      return;
    }
    form.submit();
  });
}
