"""Another site, on this machine, whose accounts open ours: the shape that ProConnect has."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID = "terrain-commun"
CLIENT_SECRET = "secret-of-the-tests"
CLAIMS = {
    "sub": "b6048e95bb134ec5b1d1e1fa69f287172e91722b9354d637a1bcf2ebb0fd2ef5",
    "given_name": "Agnès",
    "usual_name": "Œuillet",
    "email": "agnes.oeuillet@oeuilly.example",
    "siret": "21510409400014",
}
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class OtherSite(ThreadingHTTPServer):
    """What it answers is what its attributes say; tests spoil one of them."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.claims = dict(CLAIMS)
        self.key = KEY
        self.userinfo_type = "application/jwt"
        self.in_id_token: dict = {}
        self.in_userinfo: dict = {}
        self.fails = False
        # Of the authorisation request, as the browser carried it.
        self.asked: dict[str, str] = {}

    def authorise(self, address: str) -> dict[str, str]:
        """What the person's browser brings back once they have signed in there."""
        assert address.startswith(f"{self.url}/authorize?")
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        return {"code": "code-of-the-tests", "state": self.asked["state"]}

    def signed(self, claims: dict, key=None) -> str:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 60, **claims}
        return jwt.encode(claims, key or KEY, algorithm="RS256", headers={"kid": "1"})


class Answer(BaseHTTPRequestHandler):
    server: OtherSite

    def do_GET(self) -> None:
        site = self.server
        if site.fails:
            return self.send(500, b"", "text/plain")
        if self.path == "/.well-known/openid-configuration":
            names = ("authorize", "token", "userinfo", "jwks", "session/end")
            authorise, token, userinfo, jwks, end = (f"{site.url}/{name}" for name in names)
            return self.send_json(
                {
                    "issuer": site.url,
                    "authorization_endpoint": authorise,
                    "token_endpoint": token,
                    "userinfo_endpoint": userinfo,
                    "jwks_uri": jwks,
                    "end_session_endpoint": end,
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        if self.path == "/jwks":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return self.send_json({"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]})
        assert self.path == "/userinfo"
        assert self.headers["Authorization"] == "Bearer access-token"
        claims = {**site.claims, **site.in_userinfo}
        if site.userinfo_type == "application/jwt":
            return self.send(200, site.signed(claims, site.key).encode(), site.userinfo_type)
        return self.send_json(claims)

    def do_POST(self) -> None:
        site = self.server
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        proof = urlsafe_b64encode(sha256(sent["code_verifier"][0].encode()).digest())
        assert proof.decode().rstrip("=") == site.asked["code_challenge"]
        assert sent["client_secret"] == [CLIENT_SECRET]
        id_token = {"sub": site.claims["sub"], "nonce": site.asked["nonce"], "acr": "eidas1"}
        self.send_json(
            {
                "access_token": "access-token",
                "token_type": "Bearer",
                "id_token": site.signed({**id_token, **site.in_id_token}),
            }
        )

    def send_json(self, value: dict) -> None:
        self.send(200, json.dumps(value).encode(), "application/json")

    def send(self, status: int, body: bytes, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments) -> None:
        """Nothing on the console of the tests."""


@contextmanager
def other_site() -> Iterator[OtherSite]:
    site = OtherSite()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        thread.join()
        site.server_close()
