// Citing and sharing: fills in what only the reader's browser knows, the day and, if need be, the address, and adds
// the buttons. Without this script the references stand there without a day, to be selected by hand.
(function () {
  "use strict";

  var cite = document.querySelector(".edition-cite");
  if (!cite) return;
  var button = window.duizhaoButton;
  var words = JSON.parse(cite.dataset.words);
  var references = cite.querySelector(".edition-references");
  var bare = references.cloneNode(true);
  bare.removeAttribute("id");
  var page = new URL(cite.dataset.url, location.href);
  page.hash = "";

  // A page opened from a file has no address that would help anyone else.
  function address(id) {
    if (!/^https?:$/.test(page.protocol)) return "";
    return page.href + (id ? "#" + encodeURIComponent(id) : "");
  }

  // ---- The day, in the forms of duizhao/publish/citation/model.py.

  var MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];

  function written(day, form) {
    var year = day.getFullYear(), month = day.getMonth() + 1, date = day.getDate();
    var two = function (number) { return (number < 10 ? "0" : "") + number; };
    if (form === "iso") return year + "-" + two(month) + "-" + two(date);
    if (form === "slashes") return year + "/" + two(month) + "/" + two(date);
    if (form === "long") return MONTHS[month - 1] + " " + date + ", " + year;
    return year + ", " + month + ", " + date;
  }

  function fill(root, url) {
    var today = new Date();
    root.querySelectorAll("[data-address]").forEach(function (slot) {
      slot.textContent = url ? slot.dataset.before + url + slot.dataset.after : "";
    });
    root.querySelectorAll("[data-accessed]").forEach(function (slot) {
      var day = written(today, slot.dataset.accessed);
      slot.textContent = url ? slot.dataset.before + day + slot.dataset.after : "";
    });
  }

  // ---- Buttons.

  // Names the reference a button is about, for those who do not see it beside the button.
  function named(element, form, what) {
    element.setAttribute("aria-label", form.replace("{what}", what));
    return element;
  }

  function textOf(entry) {
    return entry.querySelector("dd").textContent;
  }

  function copy(text, near, said) {
    var done = function () { say(said || words.copied, near); };
    if (navigator.clipboard) {
      return navigator.clipboard.writeText(text).then(done, function () { older(text, near) ? done() : say(words.failed, near); });
    }
    older(text, near) ? done() : say(words.failed, near);
    return Promise.resolve();
  }

  // For pages that are not served securely. Inside an open dialog only what stands in it can be selected.
  function older(text, near) {
    var field = document.createElement("textarea");
    var focused = document.activeElement;
    field.value = text;
    field.className = "edition-clipboard";
    (near.closest("dialog") || document.body).append(field);
    field.select();
    var copied = false;
    try { copied = document.execCommand("copy"); } catch (e) { /* not allowed */ }
    field.remove();
    if (focused) focused.focus();
    return copied;
  }

  function save(name, text) {
    var link = document.createElement("a");
    // RIS is read line by line with the ends of lines its description asks for.
    link.href = URL.createObjectURL(new Blob([/\.ris$/.test(name) ? text.replace(/\n/g, "\r\n") : text], { type: "text/plain" }));
    link.download = name;
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function addButtons(root) {
    root.querySelectorAll("[data-style]").forEach(function (entry) {
      var name = entry.querySelector("dt").textContent;
      var place = document.createElement("span");
      place.className = "edition-buttons";
      var copies = button(words.copy, function () { copy(textOf(entry), entry); });
      place.append(named(copies, words.copy_what, name));
      if (entry.dataset.file) {
        var saves = button(words.save, function () { save(entry.dataset.file, textOf(entry)); });
        place.append(named(saves, words.save_what, name));
      }
      entry.querySelector("dt").append(place);
    });
  }

  // The line with the address, or one that says that there is none.
  function addAddress(root, url, label) {
    var line = root.querySelector(".edition-address") || document.createElement("p");
    line.className = "edition-address";
    line.textContent = url ? label : words.no_address;
    if (url) {
      var link = document.createElement("a");
      link.href = link.textContent = url;
      line.append(link, " ", button(words.copy_link, function () { copy(url, line); }));
      line.lastChild.className = "edition-button";
    }
    root.querySelector(".edition-cited").after(line);
  }

  var label = cite.dataset.label;
  fill(references, address());
  addButtons(references);
  addAddress(references, address(), label);

  // Where the link to the references leads, they are open; not every browser opens them by itself.
  function reveal() {
    if (location.hash !== "#cite" || cite.open) return;
    cite.open = true;
    references.scrollIntoView();
  }
  reveal();
  window.addEventListener("hashchange", reveal);

  // ---- What was done is said, in sight and to a screen reader; in a dialog only what stands in it is heard.

  var said = status(document.body);

  function status(parent) {
    var element = document.createElement("p");
    element.className = "edition-said";
    element.setAttribute("role", "status");
    parent.append(element);
    return element;
  }

  function say(text, near) {
    var dialog = near.closest("dialog");
    var element = dialog ? dialog.querySelector(".edition-said") : said;
    element.textContent = text;
    element.classList.add("shown");
    window.clearTimeout(element.timer);
    element.timer = window.setTimeout(function () {
      element.classList.remove("shown");
      element.textContent = "";
    }, 2500);
  }

  // ---- One paragraph.

  function open(id, excerpt, back) {
    var dialog = document.createElement("dialog");
    dialog.className = "edition-dialog md-typeset";
    dialog.setAttribute("aria-labelledby", "edition-dialog");
    var heading = document.createElement("h2");
    heading.id = "edition-dialog";
    heading.textContent = words.paragraph;
    var body = bare.cloneNode(true);
    body.querySelector(".edition-cited").textContent = excerpt;
    fill(body, address(id));
    if (!address(id)) {
      // Without an address, too, a reference to read tells which paragraph is meant.
      body.querySelectorAll("[data-style]:not([data-file]) dd p").forEach(function (text) { text.append(inBrackets(id)); });
    }
    addButtons(body);
    addAddress(body, address(id), words.address_paragraph);
    // Without an address, too, it must be told which paragraph is meant.
    var locator = document.createElement("p");
    locator.className = "edition-locator";
    locator.textContent = words.locator.replace("{id}", id);
    body.querySelector(".edition-cited").after(locator);
    var close = button(words.close, function () { dialog.close(); });
    close.className = "edition-button";
    dialog.append(heading, body, close);
    status(dialog);
    dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", function () {
      dialog.remove();
      back.focus();
    });
    // At the first thing to do, not at the link to where the reader is.
    body.querySelector(".edition-buttons button").autofocus = true;
    document.body.append(dialog);
    dialog.showModal();
  }

  // Which paragraph is meant, behind a reference; a wide bracket needs no space before it.
  function inBrackets(id) {
    var text = words.locator_brackets.replace("{id}", id);
    return (/^[\u3000-\uffef]/.test(text) ? "" : " ") + text;
  }

  // The first of the references to a paragraph, as it stands in the reader's language first.
  function reference(id) {
    var body = bare.cloneNode(true);
    fill(body, address(id));
    return textOf(body.querySelector("[data-style]")) + inBrackets(id);
  }

  window.duizhaoCite = { words: words, address: address, copy: copy, open: open, reference: reference };
})();
