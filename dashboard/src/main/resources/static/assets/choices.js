// A list that asks at once needs no button. Runs before there is anything to choose from and listens to the whole
// page: htmx wires a form only after the page is read, and again a moment after it swapped one in, and a choice
// made until then would be lost. A form that is not wired is sent by the browser itself.
(function () {
  document.documentElement.classList.add('scripted');
  document.addEventListener('change', function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute('data-asks-at-once')) { form.requestSubmit(); }
  });
})();
