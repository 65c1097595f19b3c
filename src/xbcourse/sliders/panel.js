// Gives a panel what JupyterLab's widgets lack for a screen reader: a name and a spoken value for
// each slider handle, and the sentence as the picture's alternative text. Where scripts are not
// run, everything else works as before.
(() => {
  const started = Date.now();

  function nameSlider(slider) {
    const handle = slider.querySelector(".noUi-handle");
    const label = slider.querySelector(".widget-label");
    const readout = slider.querySelector(".widget-readout");
    if (!handle || !label || !readout) return;
    handle.setAttribute("aria-label", label.textContent);
    readout.setAttribute("aria-label", label.textContent);
    handle.setAttribute("aria-valuetext", readout.textContent);
  }

  function describe(panel) {
    const sentence = panel.querySelector(".xb-sentence");
    const picture = panel.querySelector("img.xb-picture, .xb-picture img");
    if (sentence && picture) picture.alt = sentence.textContent;
    // A new picture is in the very next frame, and no frame is without one.
    if (picture) picture.decoding = "sync";
    const host = sentence && sentence.closest(".widget-html");
    if (host && !host.hasAttribute("aria-live")) {
      // A region is read aloud when its content changes, not when it is put in place.
      host.setAttribute("aria-live", "polite");
      host.setAttribute("aria-atomic", "true");
    }
  }

  // A drag changes something many times a second: only what changed is named again.
  function follow(panel, changes) {
    const sliders = new Set();
    let elsewhere = false;
    for (const { target, addedNodes } of changes) {
      // Sliders are put in place whole, one by one, by whoever draws the panel.
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches(".widget-slider")) sliders.add(node);
        node.querySelectorAll(".widget-slider").forEach((slider) => sliders.add(slider));
      }
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      const slider = element && element.closest(".widget-slider");
      if (slider) sliders.add(slider);
      else elsewhere = true;
    }
    sliders.forEach(nameSlider);
    if (elsewhere) describe(panel);
  }

  function find() {
    const panels = document.querySelectorAll(".PANEL");
    if (panels.length === 0) {
      if (Date.now() - started < 20000) setTimeout(find, 200);
      return;
    }
    panels.forEach((panel) => {
      panel.querySelectorAll(".widget-slider").forEach(nameSlider);
      describe(panel);
      new MutationObserver((changes) => follow(panel, changes)).observe(panel, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
  }

  find();
})();
