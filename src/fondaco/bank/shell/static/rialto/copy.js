"use strict";
// A card number goes to the clipboard at a press; without scripts it can still be selected.
(() => {
  const status = document.querySelector("[data-copied]");
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
      } catch {
        getSelection().selectAllChildren(button);
        return;
      }
      for (const other of document.querySelectorAll(".copy.done")) other.classList.remove("done");
      button.classList.add("done");
      status.textContent = `${status.dataset.copied}: ${button.dataset.copy}`;
    });
  }
})();
