// Files go before their form, each by a request of its own that tells how far it is; then the form
// is sent as ever, with the tokens of what waits on the server. So Wagtail's messages, refusals and
// next page stay its own, and a form that comes back has lost nothing.
// A field is [data-upload] of templates/office/admin/kept_file.html.

const LOGGED_OUT = /\/login\//;
const TOO_LARGE = 413;
const STEP = 10;

function words(template, values) {
  return template.replace(/%(\w+)%/g, (whole, name) => values[name] ?? whole);
}

// 1536 -> "1,5 KB", as the server says it.
export function size(bytes) {
  const units = ["bytes", "KB", "MB", "GB"];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const shown = unit ? amount.toLocaleString("nl-NL", { minimumFractionDigits: 1, maximumFractionDigits: 1 }) : amount;
  return `${shown} ${units[unit]}`;
}

class UploadStopped extends Error {}

// Throws an Error that has words when the file was not taken.
function answerOf(request, file, texts) {
  let answer;
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    if (LOGGED_OUT.test(request.responseURL)) throw new Error(texts.loggedOut);
    const large = words(texts.tooLarge, { name: file.name, size: size(file.size) });
    throw new Error(request.status === TOO_LARGE ? large : texts.failed);
  }
  if (answer.error) throw new Error(answer.error);
  return answer;
}

// Resolves with what the server answered, {token, name, size}; rejects with an Error that has words.
function send(field, file, csrf) {
  const progress = field.querySelector("[data-progress]");
  const said = field.querySelector("[data-said]");
  const shown = progress.querySelector("[data-shown]");
  const bar = progress.querySelector("progress");
  const texts = progress.dataset;
  const request = new XMLHttpRequest();
  progress.hidden = false;
  said.textContent = "";

  return new Promise((resolve, reject) => {
    let spoken = 0;
    request.upload.addEventListener("progress", (event) => {
      const percent = Math.floor((100 * event.loaded) / event.total);
      const values = { percent, sent: size(Math.min(event.loaded, file.size)), size: size(file.size) };
      bar.value = percent;
      shown.textContent = words(texts.busy, values);
      // A screen reader hears every tenth, not every packet.
      if (percent >= spoken + STEP) {
        spoken = percent - (percent % STEP);
        said.textContent = words(texts.spoken, { percent: spoken });
      }
    });
    request.upload.addEventListener("load", () => {
      shown.textContent = texts.storing;
    });
    request.addEventListener("load", () => {
      try {
        resolve(answerOf(request, file, texts));
      } catch (error) {
        reject(error);
      }
    });
    request.addEventListener("error", () => reject(new Error(texts.failed)));
    request.addEventListener("abort", () => reject(new UploadStopped(texts.stopped)));
    progress.querySelector("[data-stop]").onclick = () => request.abort();

    const data = new FormData();
    data.append("for", field.dataset.for);
    data.append("file", file);
    request.open("POST", field.dataset.address);
    request.setRequestHeader("X-CSRFToken", csrf);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.send(data);
  }).finally(() => {
    progress.hidden = true;
  });
}

function showKept(field, input, answer) {
  const kept = field.querySelector("[data-kept]");
  const sentence = kept.querySelector("[data-words]");
  sentence.textContent = words(sentence.dataset.words, answer);
  kept.querySelector("input[type=hidden]").value = answer.token;
  kept.querySelector("input[type=checkbox]").checked = false;
  kept.hidden = false;
  input.value = "";
}

// Wagtail shows that a button is busy until the next page; here there may be none.
function wake(button) {
  if (!button) return;
  button.dataset.wProgressLoadingValue = "false";
  button.disabled = false;
}

async function sendFiles(form, fields) {
  const csrf = form.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const field of fields) {
    const input = field.querySelector("input[type=file]");
    const file = input.files[0];
    const said = field.querySelector("[data-said]");
    try {
      if (file.size > Number(field.dataset.most)) {
        const { tooLarge } = field.querySelector("[data-progress]").dataset;
        throw new Error(words(tooLarge, { name: file.name, size: size(file.size) }));
      }
      const answer = await send(field, file, csrf);
      // The server asks for the form as it is, with the file in it.
      if (answer.send === "plain") return true;
      showKept(field, input, answer);
      said.textContent = "";
    } catch (error) {
      said.textContent = error.message;
      input.focus();
      return false;
    }
  }
  return true;
}

export function startUploads() {
  if (!document.querySelector("[data-upload]")) return;
  const sent = new WeakSet();
  const busy = new WeakSet();
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const fields = [...form.querySelectorAll("[data-upload]")].filter(
        (field) => field.querySelector("input[type=file]").files.length,
      );
      if (!fields.length || sent.has(form)) return;
      // Before anybody else hears of it: Wagtail takes a form that is sent for saved.
      event.preventDefault();
      event.stopImmediatePropagation();
      if (busy.has(form)) return;
      busy.add(form);
      const { submitter } = event;
      sendFiles(form, fields).then((isDone) => {
        busy.delete(form);
        wake(submitter);
        if (!isDone) return;
        sent.add(form);
        form.requestSubmit(submitter ?? undefined);
      });
    },
    true,
  );
  // Who comes back with the back button sends it again.
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) sent.delete(form);
  });
}
