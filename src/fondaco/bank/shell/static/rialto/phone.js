"use strict";
// Looks for new messages every two seconds while the page is seen, and rebuilds the list from data.
(() => {
  const inbox = document.querySelector("[data-messages]");
  if (!inbox) return;
  const status = document.querySelector("[data-status]");
  let newest = inbox.dataset.newest;
  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const time = (text) =>
    new Date(text).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const bubble = (message, fresh) => {
    const item = element("li", fresh ? "sms fresh" : "sms");
    const from = element("span", "from");
    from.append(element("b", "", message.sender), element("span", "", time(message.arrived_at)));
    item.append(from, element("p", "", message.text));
    if (message.code) item.append(element("span", "digits", message.code));
    return item;
  };
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(inbox.dataset.messages, { cache: "no-store" });
      const { messages } = await answer.json();
      if (!messages.length || messages[0].id === newest) return;
      const known = newest;
      newest = messages[0].id;
      const list = element("ul", "stack");
      let fresh = true;
      for (const message of messages) {
        if (message.id === known) fresh = false;
        list.append(bubble(message, fresh));
      }
      inbox.replaceChildren(list);
      if (status) status.textContent = messages[0].text;
    } catch {
      // The bank is away for a moment: the next look tells.
    }
  };
  setInterval(look, 2000);
  document.addEventListener("visibilitychange", look);
})();
