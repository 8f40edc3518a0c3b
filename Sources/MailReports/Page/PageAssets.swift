/// What the page brings along: its style and its one script, each allowed by its hash only.
///
/// A test compares the hashes with the texts; after a change it says the new one.
package enum PageAssets {
  package static let styleHash = "6xfIiS0MFR7XFrHN6gLwc65dQUlY1Cjck1xKFPdC5WI="
  package static let scriptHash = "slypbe+Op9fJrOhO1FliXGi6OFlbs6ZqlH1PltgNrk4="

  /// Nothing is loaded, sent or framed; style and script are these two.
  static var policy: String {
    "default-src 'none'; style-src 'sha256-\(styleHash)'; script-src 'sha256-\(scriptHash)'; "
      + "base-uri 'none'; form-action 'none'"
  }

  /// Colours of series are those of Okabe and Ito, told apart by all kinds of colour vision.
  package static let style = """
    :root{color-scheme:light dark;--text:#1b1b1f;--soft:#55565c;--back:#fff;--card:#f5f5f7;\
    --line:#d3d4d9;--good:#17683a;--warn:#8a5200;--bad:#b3151d;--link:#0b57a4;\
    --s0:#009e73;--s1:#e69f00;--s2:#d55e00;--s3:#0072b2;--s4:#cc79a7;--s5:#7a7b80}
    @media (prefers-color-scheme:dark){:root{--text:#ececf0;--soft:#b1b2ba;--back:#17181c;\
    --card:#212329;--line:#3d3f47;--good:#6fd699;--warn:#ffc15e;--bad:#ff8a85;--link:#8ab8ff;\
    --s0:#2bc79b;--s1:#f0b13c;--s2:#f0813c;--s3:#4fb0ea;--s4:#e09cc2;--s5:#9a9ba3}}
    *{box-sizing:border-box}
    body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--text);background:var(--back)}
    header,main,footer{max-width:68rem;margin:0 auto;padding:0 1rem}
    h1{font-size:1.5rem;margin:1.25rem 0 0}h2{font-size:1.2rem;margin:2rem 0 .5rem}
    h3{font-size:1rem;margin:1.25rem 0 .25rem}article h3{margin:0}
    p{margin:.4rem 0}a{color:var(--link)}.soft,footer{color:var(--soft)}
    footer{padding-top:2rem;padding-bottom:2rem;font-size:.875rem}
    .verdict{border-left:.5rem solid var(--line);background:var(--card);padding:.75rem 1rem;\
    margin:1rem 0}
    .verdict h2{margin:0}
    .ok{border-color:var(--good)}.attention{border-color:var(--warn)}
    .critical,.no-data{border-color:var(--bad)}
    .ok h2{color:var(--good)}.attention h2{color:var(--warn)}
    .critical h2,.no-data h2{color:var(--bad)}
    .verdict ul{margin:.5rem 0 0;padding-left:1.25rem}
    .actions li{margin:.5rem 0}
    article{border:1px solid var(--line);border-radius:.4rem;padding:.6rem .8rem;margin:.6rem 0;\
    break-inside:avoid}
    pre{white-space:pre-wrap;overflow-wrap:anywhere;font:.8125rem/1.4 ui-monospace,monospace;\
    background:var(--card);padding:.4rem .6rem;margin:.4rem 0;border-radius:.3rem}
    code{font:.875em ui-monospace,monospace;overflow-wrap:anywhere}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;font-size:.9375rem}
    th,td{text-align:left;vertical-align:top;padding:.2rem .9rem .2rem 0;\
    border-bottom:1px solid var(--line);font-weight:inherit}
    thead th{font-weight:600;color:var(--soft)}
    .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    figure{margin:0 0 1.5rem;break-inside:avoid}figcaption{font-weight:600;margin-bottom:.25rem}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));\
    gap:0 2rem}
    .charts .wide{grid-column:1/-1}
    svg{display:block;width:100%;height:auto}
    svg text{fill:var(--soft);font:12px system-ui,sans-serif}
    .axis{stroke:var(--line)}
    .s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}\
    .s4{fill:var(--s4)}.s5{fill:var(--s5)}
    .legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.25rem 0 0;padding:0;\
    list-style:none;font-size:.875rem}
    .legend svg{display:inline-block;width:.8rem;height:.8rem;margin-right:.35rem}
    .filters{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;margin:.5rem 0 1rem}
    .filters[hidden]{display:none}
    .filters label{display:flex;flex-direction:column;font-size:.875rem}
    select,input{font:inherit;color:inherit;background:var(--back);border:1px solid var(--soft);\
    border-radius:.3rem;padding:.3rem .4rem;min-width:10rem;max-width:20rem}
    .messages details{border-bottom:1px solid var(--line);content-visibility:auto;\
    contain-intrinsic-size:auto 2rem}
    .messages summary{cursor:pointer;padding:.3rem 0;overflow-wrap:anywhere}
    .rest summary{cursor:pointer;color:var(--link);padding:.3rem 0}
    .messages details[open]{padding-bottom:.75rem}
    dl{display:grid;grid-template-columns:minmax(10rem,max-content) 1fr;gap:.1rem 1rem;margin:.25rem 0 .25rem 1rem}
    dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px}
    .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--back);\
    padding:.5rem}
    @media (max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.3rem}\
    h1{font-size:1.25rem}}
    @media print{:root{--text:#000;--soft:#333;--back:#fff;--card:#f2f2f2;--line:#bbb;\
    --good:#17683a;--warn:#8a5200;--bad:#b3151d;--s0:#009e73;--s1:#e69f00;--s2:#d55e00;\
    --s3:#0072b2;--s4:#cc79a7;--s5:#7a7b80}
    body{font-size:10pt}header,main,footer{max-width:none;padding:0}
    .rest::details-content{content-visibility:visible;height:auto}.rest summary{display:none}\
    .filters,.skip,noscript{display:none}.scroll{overflow:visible}h2,h3{break-after:avoid}
    tr,summary{break-inside:avoid}.messages details{content-visibility:visible}\
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
    """

  /// Fills the lists of classes and hosts and hides what does not match. It reads nothing but the
  /// page and makes text only, never markup.
  package static let script = """
    (function () {
      "use strict";
      var bar = document.getElementById("filters");
      if (!bar) return;
      var messages = Array.prototype.slice.call(document.querySelectorAll("#failed details"));
      var kind = document.getElementById("filter-class");
      var host = document.getElementById("filter-host");
      var sender = document.getElementById("filter-sender");
      var shown = document.getElementById("filter-shown");
      function words(message, key) { return (message.getAttribute(key) || "").split(" "); }
      function fill(list, key) {
        var counts = new Map();
        messages.forEach(function (message) {
          words(message, key).forEach(function (word) {
            if (word) counts.set(word, (counts.get(word) || 0) + 1);
          });
        });
        Array.from(counts.keys()).sort().slice(0, 1000).forEach(function (word) {
          var option = document.createElement("option");
          option.value = word;
          option.textContent = word + " (" + counts.get(word) + ")";
          list.appendChild(option);
        });
      }
      function apply() {
        var part = sender.value.trim().toLowerCase();
        var count = 0;
        messages.forEach(function (message) {
          var fits = (!kind.value || words(message, "data-c").indexOf(kind.value) >= 0)
            && (!host.value || words(message, "data-h").indexOf(host.value) >= 0)
            && (!part || (message.getAttribute("data-s") || "").toLowerCase().indexOf(part) >= 0);
          message.hidden = !fits;
          if (fits) count += 1;
        });
        shown.textContent = count + " / " + messages.length;
      }
      fill(kind, "data-c");
      fill(host, "data-h");
      [kind, host].forEach(function (list) { list.addEventListener("change", apply); });
      sender.addEventListener("input", apply);
      bar.hidden = false;
      apply();
    })();
    """
}
