"""Texts that try to make a browser run or fetch something, written for this project.

They follow the families of OWASP's XSS Filter Evasion cheat sheet and the reports against markdown2
(issues 702 and 721: its safe mode let attributes and schemes through). Each calls `alert`.
"""

from itertools import product

ACT = "alert(1)"

# Addresses that act, hidden as browsers have been known to see through.
ADDRESSES = [
    f"javascript:{ACT}",
    f"JaVaScRiPt:{ACT}",
    f"java\tscript:{ACT}",
    f"java\nscript:{ACT}",
    f"&#106;avascript:{ACT}",
    f"&#x6A;avascript&colon;{ACT}",
    f"javascript&#58;{ACT}",
    f"javascript&Tab;:{ACT}",
    f"\x01javascript:{ACT}",
    f"\u00a0javascript:{ACT}",
    f"javascript://%0a{ACT}",
    f"vbscript:{ACT}",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    f"file:///{ACT}",
]
# Ways that Markdown has of writing an address.
LINKS = [
    "[x]({})",
    "[x](<{}>)",
    '[x]({} "titre")',
    "![x]({})",
    "[![x]({})](https://exemple.example)",
    "<{}>",
    "[x]\n\n[x]: {}",
    '<a href="{}">x</a>',
    '<iframe src="{}"></iframe>',
]
# Elements that act by themselves or at the least touch.
ELEMENTS = [
    f"<script>{ACT}</script>",
    f"<ScRiPt>{ACT}</sCrIpT>",
    f"<script/x>{ACT}</script>",
    f"<scr<script>ipt>{ACT}</scr</script>ipt>",
    "<script src=//mal.example/x.js></script>",
    f"<img src=x onerror={ACT}>",
    f'<img src=x onerror="{ACT}"',
    f"<img/src=x/onerror={ACT}>",
    f"<svg onload={ACT}>",
    f"<svg><script>{ACT}</script></svg>",
    f"<svg><animate onbegin={ACT} attributeName=x dur=1s>",
    f'<math><mi xlink:href="javascript:{ACT}">x</mi></math>',
    f"<math><mtext><table><mglyph><style><img src=x onerror={ACT}>",
    f"<body onload={ACT}>",
    f"<video><source onerror={ACT}>",
    f"<audio src=x onerror={ACT}>",
    f"<details open ontoggle={ACT}>",
    f"<input autofocus onfocus={ACT}>",
    f"<select autofocus onfocus={ACT}>",
    f"<textarea autofocus onfocus={ACT}>",
    f"<marquee onstart={ACT}>",
    f'<object data="javascript:{ACT}">',
    f'<embed src="javascript:{ACT}">',
    f'<form action="javascript:{ACT}"><button>x</button></form>',
    f'<isindex action="javascript:{ACT}" type=submit>',
    f'<meta http-equiv=refresh content="0;url=javascript:{ACT}">',
    f'<base href="javascript:{ACT}//">',
    "<link rel=stylesheet href=//mal.example/x.css>",
    f"<style>@import 'javascript:{ACT}';</style>",
    f'<p style="background:url(javascript:{ACT})">x</p>',
    f"<template><script>{ACT}</script></template>",
    f'<noscript><p title="</noscript><img src=x onerror={ACT}>">',
    f"<!--><img src=x onerror={ACT}>-->",
    f"<![CDATA[<img src=x onerror={ACT}>]]>",
    f'<?xml version="1.0"?><img src=x onerror={ACT}>',
    f'<a href="#" onclick={ACT}>x</a>',
    f"<a id=x tabindex=1 onfocus={ACT} autofocus>x</a>",
    f'<p><a title="</a><img src=x onerror={ACT}>">',
]
# Places in Markdown from which an element may slip through.
PLACES = [
    "{}",
    "> {}",
    "- {}",
    "**{}**",
    "`` ` `` {}",
    "[{}](https://exemple.example)",
    '[x](https://exemple.example "{}")',
    "```{}\nx\n```",
    "texte\n\n{}\n\ntexte",
]
# Reported against markdown2, and their like.
REPORTED = [
    f'[x](https://exemple.example"onmouseover="{ACT})',
    f'![x](https://exemple.example"onerror="{ACT})',
    f'![x"onerror="{ACT}](x)',
    f'[x](https://exemple.example "t"onmouseover="{ACT}")',
    f'<x:script xmlns:x="http://www.w3.org/1999/xhtml">{ACT}</x:script>',
    f'<https://exemple.example/"onmouseover="{ACT}>',
    f'https://exemple.example/"onmouseover="{ACT}',
    f"https://exemple.example/<img src=x onerror={ACT}>",
    f'``` "onmouseover="{ACT}\nx\n```',
    f"[x]: https://exemple.example \"'onmouseover='{ACT}\"\n\n[x]",
    f"<code>`<img src=x onerror={ACT}>`</code>",
    f"\\<img src=x onerror={ACT}\\>",
    f"&lt;img src=x onerror={ACT}&gt;",
    f"&#60;script&#62;{ACT}&#60;/script&#62;",
    f"＜script＞{ACT}＜/script＞",
]

HOSTILE = [
    *(link.format(address) for link, address in product(LINKS, ADDRESSES)),
    *(place.replace("{}", element) for place, element in product(PLACES, ELEMENTS)),
    *REPORTED,
]
