// Measures, in the page, when a slider was moved and when its answer was painted.
// `answer` is the element that holds what is measured: a picture, or a text.
(answer) => {
  const probe = { keys: [], painted: [], values: [] };
  window.probe = probe;
  let last = null;

  function shown() {
    const image = answer.matches("img") ? answer : answer.querySelector("img");
    return image ? { image, sign: image.src } : { image: null, sign: answer.textContent };
  }

  // A picture that is decoded in step with the page is painted in the frame after it is loaded;
  // any other may be left out of that frame, until it is decoded beside it.
  function ready(image) {
    if (image.decoding !== "sync") return image.decode();
    if (image.complete) return undefined;
    return new Promise((loaded, failed) => {
      image.addEventListener("load", loaded, { once: true });
      image.addEventListener("error", failed, { once: true });
    });
  }

  async function changed() {
    const { image, sign } = shown();
    if (!sign || sign === last) return;
    last = sign;
    try {
      if (image) await ready(image);
    } catch {
      return; // replaced by the next one before it was there
    }
    requestAnimationFrame(() => requestAnimationFrame(() => {
      probe.painted.push(performance.now());
      probe.tell?.();
    }));
  }

  // Milliseconds from the key to its answer, null where none comes. Nobody asks in between: asking
  // every few milliseconds would keep the page from its work.
  probe.answered = async (patience) => {
    const patient = new Promise((stop) => setTimeout(stop, patience));
    const told = new Promise((tell) => { probe.tell = tell; });
    if (probe.painted.length === 0) await Promise.race([told, patient]);
    return probe.painted.length ? probe.painted[0] - probe.keys[0] : null;
  };

  last = shown().sign;
  new MutationObserver(changed).observe(answer, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["src"],
  });
  document.addEventListener("keydown", () => probe.keys.push(performance.now()), true);
  const handle = document.querySelector(".noUi-handle");
  let value = handle.getAttribute("aria-valuenow");
  new MutationObserver(() => {
    const now = handle.getAttribute("aria-valuenow");
    if (now !== value) probe.values.push(performance.now());
    value = now;
  }).observe(handle, { attributes: true, attributeFilter: ["aria-valuenow"] });
}
