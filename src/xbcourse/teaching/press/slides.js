// The slides' own script: shows one at a time, fits it to the screen, and keeps a window of notes.
"use strict";
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const stage = document.querySelector(".stage");
  const help = document.getElementById("help");
  const panel = document.getElementById("notes");
  let at = 0;
  let speaker = null;

  // A slide that says more than was hoped gets smaller letters, and a formula that is too wide gets
  // them by itself. A picture keeps its size: there it is the heading that has to give way.
  function fit(slide) {
    const body = slide.querySelector(".body");
    const inside = body.firstElementChild;
    slide.querySelectorAll(".body .formula").forEach((formula) => {
      shrink(formula, () => formula.scrollWidth > formula.clientWidth);
    });
    shrink(
      slide.matches(".figure") ? slide.querySelector("h2") : body,
      () => inside.scrollHeight > body.clientHeight || inside.scrollWidth > body.clientWidth,
    );
  }

  // Pixel by pixel, down to three fifths.
  function shrink(element, tooLarge) {
    const full = parseFloat(getComputedStyle(element).fontSize);
    for (let size = full; size > 0.6 * full && tooLarge(); size -= 1) {
      element.style.fontSize = `${size}px`;
    }
  }

  function enlarge() {
    const room = innerHeight * (document.body.classList.contains("noted") ? 0.6 : 1);
    const scale = Math.min(innerWidth / 1280, room / 720);
    const left = (innerWidth - 1280 * scale) / 2;
    const top = (room - 720 * scale) / 2;
    stage.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  }

  function go(to, open = false) {
    at = Math.max(0, Math.min(slides.length - 1, to));
    slides.forEach((slide, n) => slide.classList.toggle("now", n === at));
    answer()?.classList.toggle("open", open);
    history.replaceState(null, "", `#${at + 1}`);
    tell();
  }

  const answer = () => slides[at].querySelector(".answer");

  function on() {
    const shut = answer() && !answer().classList.contains("open");
    go(shut ? at : at + 1, shut);
  }

  function back() {
    const open = answer()?.classList.contains("open");
    go(open ? at : at - 1, false);
  }

  // A second window shares nothing but this script, so that it works from a file without a server.
  function openSpeaker() {
    speaker = window.open("", "notes", "width=820,height=760");
    if (!speaker) return;
    const there = speaker.document;
    there.head.innerHTML = document.querySelector("style").outerHTML;
    there.documentElement.lang = document.documentElement.lang;
    there.title = panel.getAttribute("aria-label");
    there.body.className = "panel";
    there.onkeydown = press;
    tell();
  }

  function tell() {
    write(panel);
    if (!speaker || speaker.closed) return;
    write(speaker.document.body);
    speaker.scrollTo(0, 0);
  }

  function write(paper) {
    const title = (slide) => slide?.querySelector("h1, h2").textContent ?? "";
    paper.replaceChildren(
      line("h2", `${at + 1} / ${slides.length}  ${title(slides[at])}`),
      line("p", `→ ${title(slides[at + 1])}`),
    );
    paper.insertAdjacentHTML("beforeend", slides[at].querySelector(".notes").innerHTML);
    paper.scrollTop = 0;
  }

  function toggle(name) {
    document.body.classList.toggle(name);
    enlarge();
  }

  function line(tag, text) {
    return Object.assign(document.createElement(tag), { textContent: text });
  }

  const deeds = {
    on,
    back,
    first: () => go(0),
    last: () => go(slides.length - 1),
    notes: () => toggle("noted"),
    speaker: openSpeaker,
    blank: () => toggle("blank"),
    full: () =>
      document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen(),
    help: () => (help.open ? help.close() : help.showModal()),
  };
  const keys = {
    ArrowRight: "on", ArrowDown: "on", PageDown: "on", " ": "on", Enter: "on",
    ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back",
    Home: "first", End: "last", n: "notes", s: "speaker", b: "blank", ".": "blank", f: "full",
    "?": "help",
  };

  function press(event) {
    const deed = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    const elsewhere = event.ctrlKey || event.metaKey || event.altKey;
    // A button or a link in focus keeps its own Enter and space bar.
    const own = event.target.closest?.("button, a, dialog") && [" ", "Enter"].includes(event.key);
    if (!deed || elsewhere || own || (help.open && deed !== "help")) return;
    event.preventDefault();
    deeds[deed]();
  }

  const list = help.querySelector(".contents");
  slides.forEach((slide, n) => {
    const link = line("a", slide.querySelector("h1, h2").textContent);
    link.href = `#${n + 1}`;
    list.append(line("li", ""));
    list.lastChild.append(link);
  });

  document.body.classList.add("live", "measured");
  slides.forEach(fit);
  document.body.classList.remove("measured");
  document.addEventListener("keydown", press);
  document.querySelectorAll("[data-do]").forEach((button) => {
    button.addEventListener("click", () => deeds[button.dataset.do]());
  });
  addEventListener("resize", enlarge);
  addEventListener("hashchange", () => {
    help.close();
    go(Number(location.hash.slice(1)) - 1 || 0);
  });
  enlarge();
  go(Number(location.hash.slice(1)) - 1 || 0);
})();
