// What the pages gain from a script; each works without one.
"use strict";

// Files can be dropped on the field for one.
for (const zone of document.querySelectorAll("[data-drop]")) {
  const field = zone.querySelector("input[type=file]");
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
  });
}

// A part of the page is fetched anew until nothing more changes.
for (const part of document.querySelectorAll("[data-state]")) {
  const look = async () => {
    let wait = 500;
    try {
      const answer = await fetch(part.dataset.state);
      const next = answer.headers.get("X-Go-To");
      if (next) {
        location.replace(next);
        return;
      }
      const text = await answer.text();
      if (answer.ok && text !== part.dataset.shown) {
        part.innerHTML = text;
        part.dataset.shown = text;
      }
    } catch {
      wait = 3000;
    }
    setTimeout(look, wait);
  };
  look();
}

// The table of new rows has always an empty one at its end.
for (const rows of document.querySelectorAll("[data-rows]")) {
  rows.addEventListener("input", () => {
    const last = rows.lastElementChild;
    if (rows.children.length >= 200 || ![...last.querySelectorAll("input")].some((field) => field.value)) return;
    const row = last.cloneNode(true);
    const number = rows.children.length;
    for (const field of row.querySelectorAll("input")) {
      field.value = "";
      field.name = field.name.replace(/\d+$/, number);
      field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, number + 1));
    }
    rows.append(row);
  });
}

// A form is sent once.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// A number with limits gets a slider beside it.
for (const place of document.querySelectorAll("[data-slide]")) {
  const number = place.querySelector("input");
  const slider = document.createElement("input");
  for (const name of ["min", "max", "step", "value"]) slider.setAttribute(name, number[name]);
  slider.type = "range";
  slider.value = number.value;
  slider.setAttribute("aria-label", number.getAttribute("aria-label") + ", slider");
  slider.addEventListener("input", () => (number.value = slider.value));
  number.addEventListener("input", () => (slider.value = number.value));
  place.append(slider);
}
