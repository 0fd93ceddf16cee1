// Lets a reader's browser keep the whole site and offer it as an app, where the site's owner wants it (`installable` in
// mkdocs.yml). Nothing happens in a site that is opened from a folder, or for who asks for little data.
(function () {
  "use strict";

  if (!/^https?:$/.test(location.protocol)) return;
  var site = new URL("../../", document.currentScript.src);
  var manifest = document.createElement("link");
  manifest.rel = "manifest";
  manifest.href = new URL("manifest.webmanifest", site);
  document.head.append(manifest);
  var careful = navigator.connection && navigator.connection.saveData;
  if (!navigator.serviceWorker || careful) return;
  window.addEventListener("load", function () {
    navigator.serviceWorker.register(new URL("service-worker.js", site), { updateViaCache: "none" }).then(function (found) {
      if (!found.waiting) return;
      navigator.serviceWorker.addEventListener("controllerchange", function () { location.reload(); });
      // Not while the old version is still at work for this page, which Chromium would wait for in vain.
      window.setTimeout(function () { found.waiting.postMessage("take over"); }, 1500);
    }).catch(function () { /* not allowed here: the site is read as ever */ });
  });
})();
