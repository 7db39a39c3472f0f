// The one script of the payment pages. It never sees a card number: the vault's fields keep it,
// and answer with a token. Every page works without this file, by its visible buttons.
"use strict";
(() => {
  const page = document.querySelector("[data-pay]");
  if (!page) return;
  const vault = page.dataset.vaultOrigin;
  const form = (id) => document.getElementById(id);
  document.querySelectorAll("[data-no-script]").forEach((part) => { part.hidden = true; });
  document.querySelectorAll("[data-script-only]").forEach((part) => { part.hidden = false; });
  // Messages of the page before must not lie over the button for long.
  setTimeout(() => document.getElementById("toasts")?.replaceChildren(), 5000);
  // A page from the back button's memory has a used key and a used frame: fetch it anew.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  let sent = false;
  function once(target) {
    if (sent) return;
    sent = true;
    target.submit();
  }

  const pages = {
    card() {
      const pay = form("pay");
      const frame = page.querySelector(".card-fields");
      const fields = page.querySelector("[data-fields]");
      const keep = page.querySelector("[data-save]");
      const button = page.querySelector("[data-pay-button]");
      const status = page.querySelector("[data-status]");
      const token = pay.elements.card_token;
      if (!button) return;
      const facts = {
        language: navigator.language ?? "",
        color_depth: screen.colorDepth,
        screen_height: screen.height,
        screen_width: screen.width,
        time_zone_minutes: new Date().getTimezoneOffset(),
        // The five sizes of a challenge window: 03 is 500 × 600, 05 the whole page.
        window_size: window.innerWidth >= 640 ? "03" : "05",
      };
      for (const [name, value] of Object.entries(facts)) pay.elements[name].value = value;

      const words = button.textContent;
      function busy(on, text = "") {
        button.setAttribute("aria-disabled", String(on));
        button.textContent = on ? button.dataset.busy : words;
        status.textContent = text;
      }

      const chosen = () => {
        const checked = pay.querySelector("input[name=card]:checked");
        return checked ?? pay.querySelector("input[name=card]");
      };
      const isNew = () => chosen().value === "new" && !("entered" in chosen().dataset);
      function show() {
        if (fields) fields.hidden = !isNew();
        if (keep) keep.hidden = chosen().value !== "new";
        if (frame && isNew() && !frame.src) {
          const address = new URL(frame.dataset.src);
          address.searchParams.set("button", "0");
          if (frame.dataset.theme) address.searchParams.set("theme", frame.dataset.theme);
          frame.src = address.href;
          frame.hidden = false;
          page.querySelector("[data-fields-note]").hidden = false;
        }
      }
      pay.addEventListener("change", show);
      show();

      // Whoever is faster than the frame loads: their click is passed on when it is there.
      let ready = false;
      let waiting = false;

      pay.addEventListener("submit", (event) => {
        event.preventDefault();
        if (sent || button.getAttribute("aria-disabled") === "true") return;
        if (isNew() && !token.value) {
          busy(true, status.dataset.wordsSending);
          if (ready) frame.contentWindow.postMessage({ type: "fondaco.submit" }, vault);
          else waiting = true;
          return;
        }
        busy(true, status.dataset.wordsAsking);
        once(pay);
      });

      window.addEventListener("message", (event) => {
        if (event.origin !== vault || !frame || event.source !== frame.contentWindow) return;
        const message = event.data ?? {};
        if (message.type === "fondaco.height" && message.px > 0 && message.px < 2000) {
          frame.style.blockSize = `${message.px}px`;
        } else if (message.type === "fondaco.state" && message.state === "faulty") {
          busy(false);
        } else if (message.type === "fondaco.state" && message.state === "editing") {
          ready = true;
          if (waiting) frame.contentWindow.postMessage({ type: "fondaco.submit" }, vault);
          else if (!token.value) busy(false);
          waiting = false;
        } else if (message.type === "fondaco.card" && /^[\w:-]{1,40}$/.test(message.token ?? "")) {
          const asked = button.getAttribute("aria-disabled") === "true";
          token.value = message.token;
          if (asked) {
            busy(true, status.dataset.wordsAsking);
            once(pay);
          }
        } else if (message.type === "fondaco.refused") {
          busy(false);
        } else if (message.type === "fondaco.change") {
          location.reload();
        }
      });
    },

    method() {
      const go = form("continue");
      const hidden = page.querySelector("iframe");
      const onward = (completion) => {
        go.elements.completion.value = completion;
        once(go);
      };
      window.addEventListener("message", (event) => {
        const isOurs = event.origin === vault && event.source === hidden.contentWindow;
        if (isOurs && event.data?.type === "fondaco.method_done") onward("Y");
      });
      setTimeout(() => onward("N"), 10000);
      form("method").submit();
    },

    challenge() {
      const frame = page.querySelector("iframe");
      window.addEventListener("message", (event) => {
        const isOurs = event.origin === vault && event.source === frame.contentWindow;
        if (isOurs && event.data?.type === "fondaco.challenge_done") once(form("finish"));
      });
      form("challenge").submit();
    },

    return() {
      const pause = Number(page.dataset.pauseS ?? 0) * 1000;
      setTimeout(() => once(form("finish")), pause);
    },

    wait() {
      let asked = 0;
      async function ask() {
        asked += 1;
        // Ten looks are enough; then our own server is asked to look further.
        if (asked > 10) {
          once(form("finish"));
          return;
        }
        try {
          const answer = await fetch(page.dataset.stateUrl, { cache: "no-store" });
          const state = await answer.json();
          if (state.kind !== "in_doubt") {
            location.replace(state.next);
            return;
          }
        } catch {
          // Offline for a moment: the next look tells.
        }
        setTimeout(ask, Math.min(1500 + 500 * asked, 5000));
      }
      setTimeout(ask, 1200);
    },
  };
  pages[page.dataset.pay]?.();
})();
