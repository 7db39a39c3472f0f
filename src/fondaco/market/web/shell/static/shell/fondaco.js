// Small comforts on pages that work without them. No markup is ever built from strings here;
// HTMX parses fragments of our own pages through the one Trusted Types policy below.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const cookie = (name) =>
    document.cookie.split("; ").find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

  const policy = window.trustedTypes?.createPolicy("fondaco", {
    createHTML: (text) => text,
    createScriptURL: (url) => {
      if (url !== "/sw.js") throw new TypeError("not a script of ours");
      return url;
    },
  });
  if (window.htmx) {
    window.htmx.registerExtension("fondaco", {
      init(api) {
        if (policy) api.initSecurity({ createHTML: (text) => policy.createHTML(text), createScript: () => "" });
      },
    });
    document.addEventListener("htmx:after:swap", () => prepare(document));
  }

  function theme(choice) {
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    const age = choice ? 31536000 : 0;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `fondaco_theme=${choice}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
    all("[data-theme-choice]").forEach((select) => { select.value = choice; });
  }

  function zone() {
    const name = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    if (!/^[A-Za-z0-9_+\/-]+$/.test(name) || cookie("fondaco_zone") === name) return;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `fondaco_zone=${name}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  }

  function cartCount() {
    const count = Number.parseInt(cookie("fondaco_cart"), 10);
    if (!Number.isInteger(count) || count < 1) return;
    all("[data-cart-count][hidden]").forEach((badge) => {
      badge.textContent = count.toLocaleString(root.lang);
      badge.hidden = false;
    });
  }

  function preview(input) {
    const place = input.closest("[data-drop]")?.querySelector("[data-previews]");
    if (!place) return;
    all("img", place).forEach((image) => URL.revokeObjectURL(image.src));
    place.replaceChildren(
      ...[...input.files].slice(0, 12).map((file) => {
        const figure = document.createElement("figure");
        if (file.type.startsWith("image/")) {
          const image = document.createElement("img");
          image.src = URL.createObjectURL(file);
          image.alt = "";
          figure.append(image);
        }
        const caption = document.createElement("figcaption");
        caption.className = "clip";
        caption.textContent = file.name;
        figure.append(caption);
        return figure;
      })
    );
  }

  function show(link) {
    const gallery = link.closest(".gallery");
    const image = gallery?.querySelector(".shot img");
    const thumb = link.querySelector("img");
    if (!image || !thumb) return false;
    image.srcset = link.dataset.srcset ?? "";
    image.src = link.dataset.src ?? link.href;
    image.alt = link.dataset.alt ?? thumb.alt;
    all("[aria-current]", gallery).forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    return true;
  }

  function step(button) {
    const input = button.closest("[data-quantity]")?.querySelector("input");
    if (!input) return;
    if (Number(button.dataset.step) > 0) input.stepUp();
    else input.stepDown();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    if (!source) return;
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    const before = button.textContent;
    if (button.dataset.copied) button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = before; }, 2000);
  }

  // Controls that only make sense with this script are hidden in the page until it runs.
  function prepare(within) {
    all("[data-step][hidden], [data-dismiss][hidden], [data-copy][hidden], [data-opens][hidden], [data-print][hidden]", within).forEach(
      (control) => { control.hidden = false; }
    );
    cartCount();
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const hit = (selector) => target?.closest(selector);
    let found;
    if ((found = hit("[data-dismiss]"))) found.closest(".toast, .notice, dialog")?.remove();
    else if ((found = hit("[data-step]"))) step(found);
    else if ((found = hit("[data-copy]"))) void copy(found);
    else if ((found = hit("[data-print]"))) window.print();
    else if ((found = hit("[data-opens]"))) document.getElementById(found.dataset.opens)?.showModal();
    else if ((found = hit("[data-closes]"))) found.closest("dialog")?.close();
    else if ((found = hit(".thumbs a")) && show(found)) event.preventDefault();
    all("details.menu[open]").forEach((menu) => { if (!menu.contains(target)) menu.open = false; });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary")?.focus(); }
  });

  document.addEventListener("change", (event) => {
    const target = event.target;
    if (target.matches?.("[data-theme-choice]")) theme(target.value);
    else if (target.matches?.("[data-drop] input[type=file]")) preview(target);
    else if (target.matches?.("[data-submits]")) target.form?.requestSubmit();
  });

  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const drop = event.target instanceof Element ? event.target.closest("[data-drop]") : null;
      drop?.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    });
  }

  function start() {
    zone();
    prepare(document);
    document.querySelector("[data-focus]")?.focus();
    if ("serviceWorker" in navigator) {
      const address = policy ? policy.createScriptURL("/sw.js") : "/sw.js";
      navigator.serviceWorker.register(address).catch(() => {});
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
