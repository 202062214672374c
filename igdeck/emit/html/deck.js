// Shows one slide at a time, and takes the keys, clicks and swipes that move on. Without it the deck is a page, slide under slide.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("show"); // at once: nothing flashes while the slides are still being read

  const start = () => {
    const slides = [...document.querySelectorAll(".slide")];
    let current = 0;
    let recorded = 0; // what the address says
    let digits = "";

    // What is hidden until found stays within reach of the browser's search; screen readers hear of one slide alone.
    const conceal = (slide) => {
      slide.setAttribute("hidden", "until-found");
      slide.setAttribute("aria-hidden", "true");
    };
    const reveal = (slide) => {
      slide.removeAttribute("hidden");
      slide.removeAttribute("aria-hidden");
    };
    const show = (index) => {
      if (index !== current) {
        conceal(slides[current]);
        current = index;
      }
      reveal(slides[current]);
    };

    // The address: #3 is the third slide, #key the slide of that key.
    const indexOf = (name) => {
      const number = /^\d+$/.test(name) ? Number(name) : 0;
      return number > 0 && number <= slides.length ? number - 1 : slides.indexOf(document.getElementById(name));
    };
    const named = () => {
      try {
        return indexOf(decodeURIComponent(location.hash.slice(1)));
      } catch {
        return -1; // a stray % sign
      }
    };
    const record = () => {
      if (current !== recorded) history.pushState(null, "", `#${current + 1}`);
      recorded = current;
    };
    const follow = () => {
      show(Math.max(named(), 0));
      if (location.hash) history.replaceState(history.state, "", `#${current + 1}`);
      recorded = current;
    };

    // The focus moves along: a screen reader says the number and title of the new slide and reads on from there.
    const attend = () => {
      slides[current].tabIndex = -1;
      slides[current].focus({ preventScroll: true });
    };
    const go = (index) => {
      show(Math.min(Math.max(index, 0), slides.length - 1));
      attend();
    };
    const move = (index) => {
      go(index);
      record();
    };

    const fullscreen = () => {
      const done = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.();
      done?.catch(() => {}); // the browser may refuse
    };

    const targets = {
      ArrowRight: () => current + 1, ArrowDown: () => current + 1, PageDown: () => current + 1, n: () => current + 1,
      ArrowLeft: () => current - 1, ArrowUp: () => current - 1, PageUp: () => current - 1,
      Home: () => 0, End: () => slides.length - 1,
    };
    const targetOf = (event, typed) => {
      if (event.key === " ") return event.shiftKey ? current - 1 : current + 1;
      if (event.key === "Enter") return typed ? Number(typed) - 1 : undefined;
      return targets[event.key.length === 1 ? event.key.toLowerCase() : event.key]?.();
    };
    const inField = (event) => event.composedPath()[0].closest?.("input, textarea, select, [contenteditable]");

    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || inField(event)) return;
      const typed = digits;
      digits = /^\d$/.test(event.key) ? typed + event.key : event.key === "Shift" ? typed : "";
      const target = targetOf(event, typed);
      if (target !== undefined) {
        event.preventDefault();
        go(target);
        if (!event.repeat) record(); // a key held down leaves one entry, when it is let go
      } else if (event.key.toLowerCase() === "f" && !event.repeat) {
        event.preventDefault();
        fullscreen();
      }
    });
    document.addEventListener("keyup", record);

    // The outer thirds turn the page, as in every reader on a phone; links do what they say, and marked text stays marked.
    const turn = (x) => {
      if (x > (innerWidth * 2) / 3) move(current + 1);
      else if (x < innerWidth / 3) move(current - 1);
    };
    document.addEventListener("click", (event) => {
      if (event.defaultPrevented || event.button || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      const link = event.target.closest("a");
      if (!link) {
        if (getSelection().type !== "Range") turn(event.clientX);
        return;
      }
      const address = link.getAttribute("href");
      const target = slides.indexOf(document.getElementById(address.slice(1)));
      if (address.startsWith("#") && target >= 0) {
        event.preventDefault();
        move(target);
      }
    });

    let touch;
    document.addEventListener("touchstart", (event) => {
      touch = event.touches.length === 1 && (visualViewport?.scale ?? 1) === 1 ? event.touches[0] : undefined;
    }, { passive: true });
    document.addEventListener("touchend", (event) => {
      if (!touch) return;
      const [x, y] = [event.changedTouches[0].clientX - touch.clientX, event.changedTouches[0].clientY - touch.clientY];
      if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) move(current + (x < 0 ? 1 : -1));
    }, { passive: true });

    // A printed deck has all slides, for screen readers and in its outline too.
    addEventListener("beforeprint", () => slides.forEach(reveal));
    addEventListener("afterprint", () => slides.forEach((slide, index) => index !== current && conceal(slide)));

    slides.forEach(conceal);
    document.addEventListener("beforematch", (event) => {
      const found = slides.indexOf(event.target);
      if (found >= 0) {
        show(found);
        record();
      }
    });
    addEventListener("popstate", () => { // back, forward, and a changed address
      follow();
      attend();
    });
    follow();
    root.classList.add("ready");
    for (const face of document.fonts) face.load().catch(() => {}); // or words would jump on the first slide that is set in it
  };

  document.addEventListener("DOMContentLoaded", start);
})();
