"use strict";
// Leaves a page whose time is up: a card's number after a minute, a signed-in page after five idle
// ones. The server enforces both; this only takes what is on the screen away.
for (const part of document.querySelectorAll("[data-leave-after]")) {
  setTimeout(() => location.replace(part.dataset.leaveTo), Number(part.dataset.leaveAfter) * 1000);
}
