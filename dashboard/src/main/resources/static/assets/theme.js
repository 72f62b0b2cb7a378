// Runs before the first paint: the theme that the reader chose, else the system's.
(function () {
  var root = document.documentElement;
  var system = window.matchMedia('(prefers-color-scheme: dark)');
  function dark() {
    var chosen = root.getAttribute('data-theme');
    return chosen === 'dark' || (chosen !== 'light' && system.matches);
  }
  function show() {
    root.setAttribute('data-bs-theme', dark() ? 'dark' : 'light');
    document.dispatchEvent(new Event('themechange'));
  }
  show();
  system.addEventListener('change', show);
  document.addEventListener('DOMContentLoaded', function () {
    var button = document.getElementById('theme');
    if (!button) { return; }
    function label() { button.textContent = dark() ? 'Light' : 'Dark'; }
    button.hidden = false;
    button.setAttribute('aria-label', 'Switch between light and dark');
    label();
    button.addEventListener('click', function () {
      var next = dark() ? 'light' : 'dark';
      root.setAttribute('data-theme', next);
      // Over an encrypted line browsers take this name from this host alone.
      var encrypted = location.protocol === 'https:';
      var cookie = (encrypted ? '__Host-theme=' : 'theme=') + next;
      document.cookie = cookie + ';path=/;max-age=31536000;samesite=lax' + (encrypted ? ';secure' : '');
      show();
      label();
    });
    system.addEventListener('change', label);
  });
  // Paper is white.
  window.addEventListener('beforeprint', function () {
    root.setAttribute('data-bs-theme', 'light');
    document.dispatchEvent(new Event('themechange'));
  });
  window.addEventListener('afterprint', show);
})();
