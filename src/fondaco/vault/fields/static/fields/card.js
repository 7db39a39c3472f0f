// The card page: groups the number, names faults beside their fields, encrypts the entry to the
// vault's published key, and tells the page that holds the frame. Rules and words come from the
// server in #settings; nothing here is markup made from text.

const settings = JSON.parse(document.getElementById("settings").textContent);
const form = document.getElementById("card");
const field = (name) => document.getElementById(name);
const ENCODER = new TextEncoder();

// ---- to the page that holds the frame -------------------------------------------------------

function tell(message) {
  if (settings.embedded && window.parent !== window) window.parent.postMessage(message, settings.origin);
}

function tellState(state) {
  tell({ type: "fondaco.state", state });
}

let toldHeight = 0;
new ResizeObserver(() => {
  const px = Math.ceil(document.body.getBoundingClientRect().height);
  if (px !== toldHeight) {
    toldHeight = px;
    tell({ type: "fondaco.height", px });
  }
}).observe(document.body);

window.addEventListener("message", (event) => {
  if (event.origin !== settings.origin || event.source !== window.parent) return;
  if (event.data?.type === "fondaco.submit" && form && !form.hidden) form.requestSubmit();
});

// ---- what a number is -----------------------------------------------------------------------

// Digits of other scripts become 0 to 9, and marks that a paste may bring are dropped.
function plainDigits(text) {
  let digits = "";
  for (const character of text) {
    const code = character.codePointAt(0);
    const zero = [0x30, 0x660, 0x6f0, 0x966, 0xff10].find((start) => code >= start && code < start + 10);
    if (zero !== undefined) digits += String(code - zero);
  }
  return digits;
}

function brandOf(digits) {
  let best = null;
  for (const rule of settings.brands) {
    for (const [low, high] of rule.ranges) {
      const start = digits.slice(0, low.length);
      if (start.length === low.length && start >= low && start <= high && (!best || low.length > best.length)) {
        best = { length: low.length, rule };
      }
    }
  }
  return best?.rule ?? null;
}

function checkDigitIsRight(digits) {
  let total = 0;
  [...digits].reverse().forEach((digit, position) => {
    const value = position % 2 ? Number(digit) * 2 : Number(digit);
    total += value > 9 ? value - 9 : value;
  });
  return total % 10 === 0;
}

function grouped(digits, rule) {
  const parts = [];
  let at = 0;
  for (const size of rule?.groups ?? [4, 4, 4, 4, 3]) {
    if (at >= digits.length) break;
    parts.push(digits.slice(at, at + size));
    at += size;
  }
  return parts.join(" ");
}

// ---- while typing ---------------------------------------------------------------------------

function currentRule() {
  if (settings.code_brand) return settings.brands.find((rule) => rule.brand === settings.code_brand);
  return brandOf(plainDigits(field("number").value));
}

function showRule() {
  const rule = currentRule();
  const badge = field("brand");
  if (badge && badge.textContent !== (rule?.name ?? "")) badge.textContent = rule?.name ?? "";
  const four = rule?.code_digits === 4;
  field("code-place").classList.toggle("four", four);
  field("code-help").textContent = settings.words[four ? "code_help_4" : "code_help_3"];
  field("security_code").placeholder = four ? "0000" : "000";
}

function groupNumber(event) {
  const input = field("number");
  const raw = input.value;
  if (/[A-Za-z]/.test(raw)) return showRule(); // left as typed: the fault is named on leaving
  let before = plainDigits(raw.slice(0, input.selectionStart ?? raw.length)).length;
  const digits = plainDigits(raw).slice(0, 19);
  const rule = brandOf(digits);
  const text = grouped(digits, rule);
  if (text !== raw) {
    input.value = text;
    let position = 0;
    while (before > 0 && position < text.length) {
      if (text[position] !== " ") before -= 1;
      position += 1;
    }
    if (event?.inputType?.startsWith("insert") && text[position] === " ") position += 1;
    if (document.activeElement === input) input.setSelectionRange(position, position);
  }
  showRule();
}

function shapeExpiry(event) {
  const input = field("expiry");
  if (event.inputType?.startsWith("delete")) return;
  let digits = plainDigits(input.value);
  if (/^\d\s*\//.test(input.value)) digits = `0${digits}`;
  else if (digits.length === 1 && digits > "1") digits = `0${digits}`;
  if (digits.length > 4 && digits.slice(2, 4) === "20") digits = digits.slice(0, 2) + digits.slice(4);
  if (digits.length >= 2) input.value = `${digits.slice(0, 2)}/${digits.slice(2, 4)}`;
  else if (input.value !== digits) input.value = digits;
}

// ---- faults ---------------------------------------------------------------------------------

const FAULTS = {
  number(text) {
    const digits = plainDigits(text);
    if (!text.trim()) return "number_missing";
    if (/\p{L}/u.test(text)) return "number_not_digits";
    if (digits.length < 13) return "number_too_short";
    const rule = brandOf(digits);
    if (!rule) return "number_brand_unknown";
    if (!rule.lengths.includes(digits.length)) return "number_length_wrong";
    return checkDigitIsRight(digits) ? "" : "number_check_digit";
  },
  expiry(text) {
    if (!text.trim()) return "expiry_missing";
    const match = /^(\d{1,2})\s*\/\s*(\d{2})$/.exec(text.trim());
    if (!match || +match[1] < 1 || +match[1] > 12) return "expiry_not_a_date";
    return ""; // whether it is past is the server's to say: it has the right clock
  },
  security_code(text) {
    const rule = currentRule();
    if (!text) return rule && !rule.code_required ? "" : "code_missing";
    const wanted = rule?.code_digits ?? 3;
    if (new RegExp(`^\\d{${wanted}}$`).test(text)) return "";
    return wanted === 4 ? "code_not_4_digits" : "code_not_3_digits";
  },
  name(text) {
    if (text.trim().length < 2) return "name_missing";
    return /\d{5}/.test(text) ? "name_has_number" : "";
  },
};

function mark(name, words) {
  const input = field(name);
  if (!input) return;
  field(`${name}-error`).textContent = words;
  if (words) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

function notice(words) {
  field("notice").textContent = words;
  field("notice").hidden = !words;
}

function names() {
  return Object.keys(FAULTS).filter((name) => field(name));
}

function showErrors(errors) {
  for (const name of names()) mark(name, errors[name] ?? "");
  const first = names().find((name) => errors[name]);
  notice(first ? settings.words.check_fields : "");
  if (first) field(first).focus();
  return !first;
}

function check() {
  const errors = {};
  for (const name of names()) {
    const fault = FAULTS[name](field(name).value);
    if (fault) errors[name] = settings.words[fault];
  }
  return showErrors(errors);
}

// ---- encryption: JWE compact, ECDH-ES direct, A256GCM (RFC 7516, RFC 7518 section 4.6) -------

function base64url(bytes) {
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function withLength(bytes) {
  const part = new Uint8Array(4 + bytes.length);
  new DataView(part.buffer).setUint32(0, bytes.length);
  part.set(bytes, 4);
  return part;
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function contentKey(secret, apv) {
  const round = new Uint8Array([0, 0, 0, 1]);
  const bits = new Uint8Array([0, 0, 1, 0]);
  const input = joined(
    round, secret, withLength(ENCODER.encode("A256GCM")), withLength(new Uint8Array(0)), withLength(apv), bits,
  );
  const digest = await crypto.subtle.digest("SHA-256", input);
  return crypto.subtle.importKey("raw", digest, "AES-GCM", false, ["encrypt"]);
}

async function encrypt(content) {
  const set = await (await fetch(settings.jwks, { cache: "no-cache" })).json();
  const { kid, kty, crv, x, y } = set.keys[0];
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, curve, false, []);
  const ours = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
  const epk = await crypto.subtle.exportKey("jwk", ours.publicKey);
  const apv = ENCODER.encode(settings.session);
  const header = {
    alg: "ECDH-ES", enc: "A256GCM", kid, apv: base64url(apv), epk: { kty: epk.kty, crv: epk.crv, x: epk.x, y: epk.y },
  };
  const head = base64url(ENCODER.encode(JSON.stringify(header)));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: ENCODER.encode(head), tagLength: 128 },
    await contentKey(new Uint8Array(shared), apv),
    ENCODER.encode(JSON.stringify(content)),
  ));
  const cut = sealed.length - 16;
  return `${head}..${base64url(iv)}.${base64url(sealed.slice(0, cut))}.${base64url(sealed.slice(cut))}`;
}

// ---- sending --------------------------------------------------------------------------------

let sending = false;

function setSending(on) {
  sending = on;
  const button = field("send");
  button.setAttribute("aria-disabled", String(on));
  button.dataset.words ??= button.textContent;
  button.textContent = on ? settings.words.sending : button.dataset.words;
  if (!form.hidden) tellState(on ? "sending" : "editing");
}

function finished(card) {
  form.reset();
  if (!settings.embedded) {
    location.assign(card.next);
    return;
  }
  form.hidden = true;
  if (field("wallets")) field("wallets").hidden = true;
  const rule = settings.brands.find((candidate) => candidate.brand === card.brand);
  field("done-brand").textContent = rule?.name ?? "";
  field("done-card").textContent = `•••• ${card.last_four}`;
  field("done-expiry").textContent = card.expiry;
  field("done").hidden = false;
  announce(card);
}

function announce({ type, token, brand, last_four, expiry, funding }) {
  tellState("done");
  tell({ type, token, brand, last_four, expiry, funding });
}

async function send() {
  const content = { session: settings.session, made_at: Math.floor(Date.now() / 1000) };
  for (const name of names()) content[name] = field(name).value;
  if (content.number) content.number = plainDigits(content.number);
  const answer = await fetch(settings.action + location.search, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ jwe: await encrypt(content) }),
    credentials: "omit",
  });
  const body = await answer.json();
  if (answer.ok) finished(body);
  else if (body.code === "card_faulty") showErrors(body.errors);
  else {
    notice(body.message);
    tell({ type: "fondaco.refused", code: body.code });
  }
}

async function submitted(event) {
  event.preventDefault();
  if (sending || !check()) {
    if (!sending) tellState("faulty");
    return;
  }
  if (!window.crypto?.subtle) return notice(settings.words.not_secure);
  setSending(true);
  try {
    await send();
  } catch {
    notice(settings.words.offline);
  } finally {
    setSending(false);
  }
}

if (form && !settings.card) {
  field("number")?.addEventListener("input", groupNumber);
  field("expiry")?.addEventListener("input", shapeExpiry);
  field("security_code").addEventListener("input", ({ target }) => {
    const digits = plainDigits(target.value).slice(0, 4);
    if (digits !== target.value) target.value = digits;
  });
  for (const name of names()) {
    field(name).addEventListener("blur", ({ target }) => {
      // Words appear once something was typed, and go as soon as it is right.
      if (target.value) mark(name, settings.words[FAULTS[name](target.value)] ?? "");
    });
  }
  form.addEventListener("submit", submitted);
  showRule();
  tellState("editing");
} else if (settings.card) {
  announce(settings.card);
}
field("change")?.addEventListener("click", () => tell({ type: "fondaco.change" }));
