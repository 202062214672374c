// Shows one slide at a time, and takes the keys, clicks and swipes that move on. Without it the deck is a page, slide under slide.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("show"); // at once: nothing flashes while the slides are still being read

  const start = () => {
    const slides = [...document.querySelectorAll(".slide")];
    let current = 0;
    let step = 0; // how many clicks of the current slide were made
    let drawn = 0; // the slide that the window shows: behind `current` while a transition runs
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
    const stepsOf = (index) => Number(slides[index].dataset.steps ?? 0);
    const draw = () => {
      if (drawn !== current) conceal(slides[drawn]);
      drawn = current;
      reveal(slides[current]);
      for (const thing of slides[current].querySelectorAll("[data-step]")) thing.classList.toggle("later", thing.dataset.step > step);
      // Lines of code are pointed at from one click to another: data-hits="0-1 3-4".
      for (const line of slides[current].querySelectorAll("[data-hits]")) {
        const spans = line.dataset.hits.split(" ").map((span) => span.split("-").map(Number));
        line.classList.toggle("hit", spans.some(([from, to]) => step >= from && step <= to));
      }
    };
    const show = (index, at = index < current ? stepsOf(index) : 0) => {
      current = index;
      step = Math.min(at, stepsOf(index));
      draw();
      document.dispatchEvent(new CustomEvent("deck:shown", { detail: { index: current, step } }));
    };

    // Going on to a slide with a transition. Whoever asked for less motion gets none.
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    let running;
    const named_ = (slide, name) => { // for morph: what is the same on both slides moves to its new place
      const seen = {};
      for (const thing of slide.children) {
        const key = thing.tagName + thing.textContent.trim();
        seen[key] = (seen[key] ?? 0) + 1;
        thing.style.viewTransitionName = name && getComputedStyle(thing).display !== "none" ? name(key, seen[key]) : "";
      }
    };
    const comeOn = (index) => {
      const kind = slides[index].dataset.transition;
      running?.skipTransition();
      if (!kind || still.matches || !document.startViewTransition || document.hidden) return show(index, 0);
      const names = {};
      const name = (key, nth) => (names[`${nth} ${key}`] ??= `morph-${Object.keys(names).length}`);
      const before = slides[current];
      if (kind === "morph") named_(before, name);
      root.dataset.move = kind;
      current = index; // the next key counts from here, before the browser is ready
      step = 0;
      const own = running = document.startViewTransition(() => {
        named_(before);
        show(current, step);
        if (kind === "morph") named_(slides[current], name);
        attend();
      });
      own.ready.catch(() => {}); // it was skipped
      own.finished.finally(() => {
        named_(slides[index]);
        if (running !== own) return;
        running = undefined;
        delete root.dataset.move;
      });
    };

    // On and back, a step or, with Shift, a slide at a time. Hidden slides are passed over.
    const beside = (way) => {
      let index = current + way;
      while (index >= 0 && index < slides.length && "hidden" in slides[index].dataset) index += way;
      return index >= 0 && index < slides.length ? index : current;
    };
    const forward = () => {
      if (step < stepsOf(current)) show(current, step + 1);
      else if (beside(1) !== current) comeOn(beside(1));
    };
    const back = () => {
      if (step > 0) show(current, step - 1);
      else if (beside(-1) !== current) show(beside(-1));
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
      const index = Math.max(named(), 0);
      if (index !== current || !root.classList.contains("ready")) show(index);
      if (location.hash) history.replaceState(history.state, "", `#${current + 1}`);
      recorded = current;
    };

    // The focus moves along: a screen reader says the number and title of the new slide and reads on from there.
    const attend = () => {
      slides[current].tabIndex = -1;
      slides[current].focus({ preventScroll: true });
    };
    const go = (index) => {
      show(Math.min(Math.max(index, 0), slides.length - 1), 0);
      attend();
    };
    const move = (act, ...given) => {
      act(...given);
      attend();
      record();
    };
    document.addEventListener("deck:go", (event) => { // what the other window says; it is no news to it
      show(Math.min(event.detail.index, slides.length - 1), event.detail.step);
      record();
    });

    const fullscreen = () => {
      const done = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.();
      done?.catch(() => {}); // the browser may refuse
    };

    const first = () => go("hidden" in slides[0].dataset ? Math.max(slides.findIndex((slide) => !("hidden" in slide.dataset)), 0) : 0);
    const last = () => go(slides.findLastIndex((slide) => !("hidden" in slide.dataset)));
    const acts = {
      ArrowRight: forward, ArrowDown: forward, PageDown: forward, n: forward,
      ArrowLeft: back, ArrowUp: back, PageUp: back, Home: first, End: last,
    };
    const skips = { ArrowRight: () => beside(1) !== current && comeOn(beside(1)), ArrowLeft: () => show(beside(-1)) };
    const actOf = (event, typed) => {
      if (event.key === " ") return event.shiftKey ? back : forward;
      if (event.key === "Enter") return typed ? () => go(Number(typed) - 1) : undefined;
      if (event.shiftKey && skips[event.key]) return skips[event.key];
      return acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    };
    const inField = (event) => event.composedPath()[0].closest?.("input, textarea, select, [contenteditable]");

    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || inField(event)) return;
      const typed = digits;
      digits = /^\d$/.test(event.key) ? typed + event.key : event.key === "Shift" ? typed : "";
      const act = actOf(event, typed);
      if (act) {
        event.preventDefault();
        act();
        if (!running) attend();
        if (!event.repeat) record(); // a key held down leaves one entry, when it is let go
      } else if (event.key.toLowerCase() === "f" && !event.repeat) {
        event.preventDefault();
        fullscreen();
      }
    });
    document.addEventListener("keyup", record);

    // The outer thirds turn the page, as in every reader on a phone; links do what they say, and marked text stays marked.
    const turn = (x) => {
      if (x > (innerWidth * 2) / 3) move(forward);
      else if (x < innerWidth / 3) move(back);
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
        move(go, target);
      }
    });

    let touch;
    document.addEventListener("touchstart", (event) => {
      touch = event.touches.length === 1 && (visualViewport?.scale ?? 1) === 1 ? event.touches[0] : undefined;
    }, { passive: true });
    document.addEventListener("touchend", (event) => {
      if (!touch) return;
      const [x, y] = [event.changedTouches[0].clientX - touch.clientX, event.changedTouches[0].clientY - touch.clientY];
      if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) move(x < 0 ? forward : back);
    }, { passive: true });

    // A printed deck has all slides, for screen readers and in its outline too.
    addEventListener("beforeprint", () => slides.forEach(reveal));
    addEventListener("afterprint", () => slides.forEach((slide, index) => index !== current && conceal(slide)));

    slides.forEach(conceal);
    document.addEventListener("beforematch", (event) => {
      const found = slides.indexOf(event.target);
      if (found >= 0) {
        show(found, stepsOf(found)); // what was found may come with any of its clicks
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
