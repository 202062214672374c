// The speaker's window: the slide, the next one, notes, clock and timer. It is the same file, opened by the audience's window with
// P or S. The two talk by postMessage, which works from file:// too, each with the other window alone.
(() => {
  const root = document.documentElement;
  const SAYS = "igdeck";
  const speaks = location.search === "?presenter" && opener !== null;
  let other = speaks ? opener : undefined;
  let at = { index: 0, step: 0 };
  let fresh = true; // nothing was moved in this window yet: the other one knows better
  let told = false; // what is shown came from the other window
  const tell = (kind) => other?.postMessage({ says: SAYS, kind, fresh, ...at }, "*");
  const follow = (index, step) => {
    if (index === at.index && step === at.step) return;
    told = true;
    document.dispatchEvent(new CustomEvent("deck:go", { detail: { index, step } }));
    told = false;
  };

  addEventListener("message", ({ data, source }) => {
    if (data?.says !== SAYS || !Number.isInteger(data.index) || !Number.isInteger(data.step)) return;
    if (!speaks && source?.opener === window) other = source; // also after this window was loaded anew
    if (source !== other) return;
    if (data.kind === "moved") {
      fresh = false;
      follow(data.index, data.step);
    } else if (data.kind === "hello" && !data.fresh && fresh) {
      follow(data.index, data.step);
      fresh = false;
    } else if (data.kind === "hello" && (data.index !== at.index || data.step !== at.step)) {
      tell("moved");
    }
  });

  let ready = false;
  const desk = {};
  let timed = 0; // milliseconds before the last start
  let since; // the last start, while the timer runs
  document.addEventListener("deck:shown", ({ detail }) => {
    const moved = detail.index !== at.index || detail.step !== at.step;
    at = detail;
    if (ready && moved && !told) {
      fresh = false;
      tell("moved");
    }
    if (ready && moved && speaks && since === undefined && !timed) since = Date.now();
    if (speaks) lay();
  });

  // The desk --------------------------------------------------------------------------------------------------------

  const make = (tag, name, text = "") => {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  };
  const span = (ms) => new Date(ms).toISOString().slice(ms < 3600000 ? 14 : 11, 19);
  const lay = () => {
    const slides = [...document.querySelectorAll(".slide")];
    const next = slides.findIndex((slide, index) => index > at.index && !("hidden" in slide.dataset));
    for (const [index, slide] of slides.entries()) {
      slide.classList.toggle("next", index === next);
      if (index === next) {
        slide.removeAttribute("hidden");
        for (const thing of slide.querySelectorAll(".later")) thing.classList.remove("later");
      } else if (index !== at.index) slide.setAttribute("hidden", "until-found");
    }
    const notes = slides[at.index].querySelector(":scope > .notes");
    desk.notes?.replaceChildren(...(notes ? [...notes.cloneNode(true).childNodes] : [make("p", "none", "No notes")]));
    const steps = Number(slides[at.index].dataset.steps ?? 0);
    if (desk.place) desk.place.textContent = `${at.index + 1} / ${slides.length}${steps ? ` · step ${at.step} / ${steps}` : ""}`;
    if (desk.end) desk.end.hidden = next >= 0;
  };
  const tick = () => {
    desk.clock.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    desk.timer.textContent = span(timed + (since === undefined ? 0 : Date.now() - since));
  };
  const pause = () => {
    if (since === undefined) since = Date.now();
    else [timed, since] = [timed + Date.now() - since, undefined];
    tick();
  };
  const furnish = () => {
    root.classList.add("presenter");
    document.title = `Presenter: ${document.title}`;
    const bar = make("div", "desk-bar");
    desk.place = make("output", "desk-place");
    desk.clock = make("time", "desk-clock");
    desk.timer = make("button", "desk-timer", "00:00");
    desk.timer.title = "Reset the timer; T pauses it";
    desk.timer.addEventListener("click", (event) => {
      event.stopPropagation();
      [timed, since] = [0, undefined];
      desk.timer.blur();
      tick();
    });
    bar.append(desk.place, desk.timer, desk.clock);
    desk.notes = make("div", "desk-notes");
    desk.notes.tabIndex = 0;
    desk.notes.setAttribute("aria-label", "Notes");
    desk.notes.addEventListener("click", (event) => event.target.closest("a") || event.stopPropagation());
    desk.end = make("p", "desk-end", "End of the slides");
    document.body.append(bar, desk.end, desk.notes);
    setInterval(() => {
      tick();
      tell("hello"); // the audience's window may have been loaded anew
    }, 1000);
    tick();
    lay();
    tell("hello");
  };
  let size = 1;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const key = event.key.toLowerCase();
    if (speaks && key === "t") pause();
    else if (speaks && (key === "+" || key === "-" || key === "−")) {
      size = Math.min(Math.max(size * (key === "+" ? 1.15 : 1 / 1.15), 0.5), 4);
      desk.notes.style.fontSize = `${size}em`;
    } else if (!speaks && (key === "p" || key === "s")) {
      event.preventDefault();
      const address = location.href.replace(/[?#].*/, "");
      other = open(`${address}?presenter#${at.index + 1}`, "igdeck-presenter", "popup,width=1280,height=800") ?? other;
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    ready = true;
    if (speaks) furnish();
  });
})();
