
// The contents are open where there is room beside the slides, and say which slide is being read. Without this they do neither.
(() => {
  const root = document.documentElement;
  const wide = matchMedia("(min-width: 64em)");

  document.addEventListener("DOMContentLoaded", () => {
    const contents = document.querySelector(".contents");
    const list = contents.querySelector("details");
    const links = new Map([...contents.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const settle = () => (list.open = wide.matches);
    settle();
    root.classList.add("ready");
    wide.addEventListener("change", settle);
    list.addEventListener("click", (event) => {
      if (event.target.closest("a") && !wide.matches) list.open = false;
    });
    contents.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || wide.matches || !list.open) return;
      list.open = false;
      list.querySelector("summary").focus();
    });

    let marked;
    const mark = (link) => {
      if (!link || link === marked) return;
      marked?.removeAttribute("aria-current");
      marked = link;
      link.setAttribute("aria-current", "true");
      const box = link.getBoundingClientRect(), frame = contents.getBoundingClientRect();
      if (wide.matches && (box.top < frame.top || box.bottom > frame.bottom)) contents.scrollTop += box.top - frame.top - frame.height / 3;
    };
    const slides = [...document.querySelectorAll(".chapter")];
    const atEnd = () => innerHeight + scrollY >= root.scrollHeight - 2 && scrollY > 0;
    const reading = new IntersectionObserver((seen) => {
      const now = seen.filter((entry) => entry.isIntersecting).at(-1);
      if (now && !atEnd()) mark(links.get(now.target.id));
    }, { rootMargin: "-15% 0px -85% 0px" });
    slides.forEach((slide) => reading.observe(slide));
    // Who leaps to where a slide has ended and the next one has not begun still reads the former.
    addEventListener("scrollend", () => {
      const line = innerHeight * 0.15;
      if (!atEnd()) mark(links.get(slides.findLast((slide) => slide.getBoundingClientRect().top <= line)?.id));
    });
    addEventListener("scroll", () => atEnd() && mark(links.get(slides.at(-1)?.id)), { passive: true });

    // What scrolls sideways can be scrolled with the keys, in browsers too that do not see to it.
    const reach = () => {
      for (const box of document.querySelectorAll(".slide :is(.code, .scroll)")) {
        if (box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX === "auto") box.tabIndex = 0;
        else box.removeAttribute("tabindex");
      }
    };
    reach();
    let waiting;
    addEventListener("resize", () => {
      clearTimeout(waiting);
      waiting = setTimeout(reach, 200);
    });
    contents.addEventListener("change", () => {
      reach();
      if (marked && scrollY) document.getElementById(decodeURIComponent(marked.hash.slice(1))).scrollIntoView();
    });
  });
})();
