// Reporting a mistake in a paragraph: the address of a form that holds the paragraph, its id and its counterpart already;
// or, where the edition has no form, a letter with the same, to whom the edition names or to be copied. It is made when
// the paragraph's menu opens (paragraphs.js); the counterparts are fetched then, from this site.
(function () {
  "use strict";

  // An address of more than some 8,000 characters is not taken; Han characters count ninefold in it.
  var LONGEST = 1800;

  var place = document.querySelector(".edition-report[data-letter]");
  if (place) window.duizhaoReport = letters(JSON.parse(place.dataset.letter));

  // What is chosen in a paragraph's menu where there is no form.
  function letters(letter) {
    return function (id, text, sign) {
      var cite = window.duizhaoCite;
      var values = { page: [letter.values.page, cite.address(id)].filter(Boolean).join("\n"), paragraph: id };
      function written(text) {
        return letter.parts.map(function (part) {
          return part[1] + "\n" + (part[0] === "text" ? text : values[part[0]] || "") + "\n";
        }).join("\n");
      }
      if (!letter.contact) return window.duizhaoButton(letter.name, function () { cite.copy(letter.subject + "\n\n" + written(text), sign, letter.copied); });
      var element = document.createElement("a");
      element.textContent = letter.name;
      element.href = "mailto:" + encodeURIComponent(letter.contact) + "?subject=" + encodeURIComponent(letter.subject) +
        "&body=" + encodeURIComponent(written(shortened(text)).replace(/\n/g, "\r\n"));
      return element;
    };
  }

  var link = document.querySelector(".edition-report a[data-form]");
  if (!link) return;
  var form = JSON.parse(link.dataset.form);
  var asked = null;

  function counterparts() {
    asked = asked || new Promise(function (done) {
      if (!link.dataset.counterparts) return done({});
      window.duizhaoCounterparts = done;
      var script = document.createElement("script");
      script.src = link.dataset.counterparts;
      script.onerror = function () { done({}); };
      document.head.appendChild(script);
    });
    return asked;
  }

  function shortened(text) {
    if (encodeURIComponent(text).length <= LONGEST) return text;
    var short = Array.from(text);
    while (encodeURIComponent(short.join("")).length > LONGEST) short.length = Math.floor(short.length * 0.9);
    return short.join("") + "…";
  }

  function address(values) {
    var query = {};
    Object.assign(query, form.fixed);
    if (form.text) {
      query[form.text] = Object.keys(form.labels).map(function (name) {
        return "**" + form.labels[name] + "**\n\n" + (values[name] || "") + "\n";
      }).join("\n");
    } else {
      Object.assign(query, values);
    }
    return form.url + "?" + Object.keys(query).map(function (name) {
      return encodeURIComponent(name) + "=" + encodeURIComponent(query[name]);
    }).join("&");
  }

  // The link for a paragraph's menu.
  window.duizhaoReport = function (id, text) {
    var element = document.createElement("a");
    var values = Object.assign({}, form.values, { paragraph: id, text: shortened(text) });
    element.textContent = link.dataset.paragraph;
    element.href = address(values);
    counterparts().then(function (found) {
      var there = found[id];
      if (!there) return;
      values.counterpart = shortened(there[0]) + (there[1] && there[1] !== id ? "\n#" + there[1] : "");
      element.href = address(values);
    });
    return element;
  };
})();
