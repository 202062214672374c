// The live preview's part in the page: reload when there is a newer deck, show what is wrong with the source until it is right.
"use strict";
(() => {
  const version = document.currentScript.dataset.version;

  const STYLE = `
    :host { all: initial; }
    [role="alert"] {
      position: fixed; inset: auto 1rem 1rem; z-index: 2147483647; max-height: 45vh; overflow: auto; box-sizing: border-box;
      margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem; border-left: 0.4rem solid #d92d20; border-radius: 0.4rem;
      background: #1d1f24; color: #fff; font: 1rem/1.4 system-ui, sans-serif; box-shadow: 0 0.5rem 2rem #0008;
    }
    [role="alert"]:empty { display: none; }
    p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    p + .place { margin-top: 0.75rem; }
    .place { color: #ffb4ab; font-family: ui-monospace, monospace; font-size: 0.875rem; }
    .hint { color: #c9ced6; }
    @media print { :host { display: none; } }
  `;

  // In a shadow tree, beside the body: the deck's styles do not reach it, and it is none of the deck's elements.
  const overlay = () => {
    const host = document.createElement("igdeck-messages");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const alert = document.createElement("div");
    alert.setAttribute("role", "alert");
    root.append(alert);
    document.documentElement.append(host);
    return alert;
  };

  const line = (kind, text) => {
    const element = document.createElement("p");
    element.className = kind;
    element.textContent = text;
    return element;
  };

  const lines = ({ place, message, hint }) =>
    [line("place", place), line("message", message), line("hint", hint)].filter((element) => element.textContent);

  const messages = overlay();
  const events = new EventSource("/igdeck/events");
  events.addEventListener("message", ({ data }) => {
    const state = JSON.parse(data);
    if (state.version === version) {
      messages.replaceChildren(...state.messages.flatMap(lines));
    } else {
      events.close();
      location.reload(); // the address, with the slide in it, stays
    }
  });
})();
