// Stripe's fields make a token of the card in their own frame; our form sends the token on.
"use strict";
(() => {
  const page = document.querySelector("[data-stripe]");
  if (!page) return;
  const problem = page.querySelector("[data-problem]");
  const tell = (text) => {
    problem.textContent = text ?? "";
  };
  const away = () => tell(problem.dataset.wordsAway);
  if (!window.Stripe) {
    away();
    return;
  }
  const stripe = window.Stripe(page.dataset.key, { locale: page.dataset.language });
  const shown = page.querySelector("[data-script-only]");

  let sent = false;
  function once(form) {
    if (sent) return;
    sent = true;
    form.submit();
  }

  const pages = {
    card() {
      const form = document.getElementById("pay");
      const button = page.querySelector("[data-pay-button]");
      const words = button.textContent;
      const dark =
        page.dataset.theme === "dark" ||
        (page.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
      const elements = stripe.elements({
        mode: "payment",
        amount: Number(page.dataset.amount),
        currency: page.dataset.currency,
        captureMethod: "manual",
        paymentMethodTypes: ["card"],
        paymentMethodCreation: "manual",
        appearance: { theme: dark ? "night" : "stripe" },
      });
      const element = elements.create("payment", {
        terms: { card: "never" },
        wallets: { applePay: "never", googlePay: "never" },
      });
      element.on("ready", () => {
        shown.hidden = false;
      });
      element.on("loaderror", away);
      element.mount(page.querySelector("[data-element]"));

      function busy(on) {
        button.setAttribute("aria-disabled", on ? "true" : "false");
        button.textContent = on ? button.dataset.busy : words;
      }

      async function take() {
        const checked = await elements.submit();
        if (checked.error) throw checked.error;
        const made = await stripe.createPaymentMethod({ elements });
        if (made.error) throw made.error;
        return made.paymentMethod.id;
      }

      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        if (sent || button.getAttribute("aria-disabled") === "true") return;
        busy(true);
        tell("");
        try {
          form.elements.card_token.value = await take();
          once(form);
        } catch (error) {
          busy(false);
          tell(error.message || problem.dataset.wordsAway);
        }
      });
    },

    confirm() {
      const open = page.querySelector("[data-open]");
      if (!open) return;
      shown.hidden = false;
      let running = false;
      async function ask() {
        if (running) return;
        running = true;
        tell("");
        try {
          const { error } = await stripe.handleNextAction({ clientSecret: page.dataset.secret });
          // Whether it worked is not the browser's to say: our server asks Stripe.
          if (error && error.type === "api_connection_error") away();
          else once(document.getElementById("finish"));
        } catch {
          away();
        }
        running = false;
      }
      open.addEventListener("click", ask);
      ask();
    },
  };
  pages[page.dataset.stripe]?.();
})();
