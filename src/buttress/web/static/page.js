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

// Who points at a figure, or moves the slider under it, is told the values; a click asks why.
function point(root) {
  for (const figure of root.querySelectorAll("figure[data-pointed]")) {
    const { of, values } = JSON.parse(figure.dataset.pointed);
    const image = figure.querySelector("img");
    if (!values.length || figure.querySelector(".pointed")) continue;
    const frame = document.createElement("div");
    frame.className = "frame";
    const line = document.createElement("div");
    line.className = of === "day" ? "upright" : "level";
    line.hidden = true;
    const held = image.closest("picture") || image;
    held.replaceWith(frame);
    frame.append(held, line);
    const told = document.createElement("div");
    told.className = "pointed";
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", min: 0, max: values.length - 1, value: 0 });
    const title = figure.querySelector("h2")?.textContent || image.alt.slice(0, 40);
    slider.setAttribute("aria-label", `${title}: values by ${of}`);
    const text = document.createElement("output");
    text.textContent = "Point at the figure, or move the slider, for the values.";
    told.append(slider, text);
    frame.after(told);
    const show = (index) => {
      const value = values[index];
      slider.value = index;
      slider.setAttribute("aria-valuetext", value.text);
      text.textContent = value.text;
      line.hidden = false;
      line.style[of === "day" ? "left" : "top"] = `${100 * value.at}%`;
    };
    slider.addEventListener("input", () => show(Number(slider.value)));
    const nearest = (event) => {
      const box = image.getBoundingClientRect();
      const at = of === "day" ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height;
      return values.reduce((best, value, index) => (Math.abs(value.at - at) < Math.abs(values[best].at - at) ? index : best), 0);
    };
    frame.addEventListener("pointermove", (event) => show(nearest(event)));
    const why = document.querySelector("[data-why]");
    const field = why?.querySelector(`#${of}`);
    if (!field) continue;
    const ask = () => {
      field.value = values[slider.value].key;
      why.scrollIntoView();
      why.querySelector("button").focus();
    };
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "small", textContent: `Why this ${of}?` });
    button.addEventListener("click", ask);
    told.append(button);
    frame.addEventListener("click", (event) => {
      show(nearest(event));
      ask();
    });
  }
}
point(document);

// What work came to: its page, or the part of it that takes the place of the same part of this page.
const arrive = async (part, address) => {
  const name = part.dataset.then;
  if (!name) {
    location.replace(address);
    return;
  }
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const news = page.getElementById(name);
  if (news) {
    document.getElementById(name).replaceWith(document.adoptNode(news));
    point(news);
    part.nextElementSibling.remove();
    part.textContent = "Sharper numbers are there.";
  } else {
    part.textContent = "The sharper numbers did not come.";
  }
};

// A part of the page is fetched anew until nothing more changes.
for (const part of document.querySelectorAll("[data-state]")) {
  const look = async () => {
    let wait = 250;
    try {
      const answer = await fetch(part.dataset.state);
      const next = answer.headers.get("X-Go-To");
      if (next) {
        await arrive(part, next);
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

// A form without a button to press: what it shows follows its sliders, and so does the address.
for (const form of document.querySelectorAll("form[data-live]")) {
  let last = 0;
  form.addEventListener("change", async () => {
    const mine = ++last;
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.getElementById(form.dataset.live) || page.querySelector("[role=alert]");
    if (mine !== last || !news) return;
    document.getElementById(form.dataset.live).replaceChildren(...(news.id ? news.childNodes : [news]));
    if (answer.ok) history.replaceState(null, "", address);
  });
}

// What was moved is seen.
for (const lever of document.querySelectorAll("[data-baseline]")) {
  lever.addEventListener("input", () => {
    const field = lever.querySelector("[type=checkbox], [type=number]");
    const value = field.type === "checkbox" ? Number(field.checked) : Number(field.value);
    lever.classList.toggle("moved", value !== Number(lever.dataset.baseline));
  });
}
