// Makes passkeys and signs in with them. The server asks and answers in JSON; browsers want bytes where it has base64url.
(function () {
  if (!window.PublicKeyCredential || !navigator.credentials) { return; }

  function bytes(text) {
    var plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(plain, function (c) { return c.charCodeAt(0); });
  }

  function text(buffer) {
    var plain = '';
    new Uint8Array(buffer).forEach(function (b) { plain += String.fromCharCode(b); });
    return btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  function ask(form, path, body) {
    return fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': form.elements._csrf.value },
      body: body === undefined ? undefined : JSON.stringify(body)
    }).then(function (answer) {
      if (answer.status === 401 && form.id === 'new-passkey') {
        // Too long since the sign-in, or signed out meanwhile: the door asks who it is, and comes back here.
        window.location.assign('/account/keys');
        return new Promise(function () {});
      }
      if (!answer.ok) { throw new Error('refused'); }
      return answer.json();
    });
  }

  function known(keys) {
    return (keys || []).map(function (key) {
      return { type: key.type, id: bytes(key.id), transports: key.transports };
    });
  }

  function told(credential, response) {
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: response,
      clientExtensionResults: credential.getClientExtensionResults(),
      authenticatorAttachment: credential.authenticatorAttachment || undefined
    };
  }

  function make(form) {
    return ask(form, '/account/passkeys/options').then(function (options) {
      options.challenge = bytes(options.challenge);
      options.user.id = bytes(options.user.id);
      options.excludeCredentials = known(options.excludeCredentials);
      return navigator.credentials.create({ publicKey: options });
    }).then(function (credential) {
      var answer = credential.response;
      return ask(form, '/account/passkeys', {
        publicKey: {
          label: form.elements.label.value,
          credential: told(credential, {
            attestationObject: text(answer.attestationObject),
            clientDataJSON: text(answer.clientDataJSON),
            transports: answer.getTransports ? answer.getTransports() : []
          })
        }
      });
    }).then(function () { window.location.assign('/password#keys'); window.location.reload(); });
  }

  function open(form) {
    return ask(form, '/sign-in/passkey/options').then(function (options) {
      options.challenge = bytes(options.challenge);
      options.allowCredentials = known(options.allowCredentials);
      return navigator.credentials.get({ publicKey: options });
    }).then(function (credential) {
      var answer = credential.response;
      return ask(form, '/sign-in/passkey', told(credential, {
        authenticatorData: text(answer.authenticatorData),
        clientDataJSON: text(answer.clientDataJSON),
        signature: text(answer.signature),
        userHandle: answer.userHandle ? text(answer.userHandle) : undefined
      }));
    }).then(function (answer) { window.location.assign(answer.next); });
  }

  function wire(id, act, words) {
    var form = document.getElementById(id);
    if (!form) { return; }
    form.hidden = false;
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var fault = document.getElementById('passkey-fault');
      fault.hidden = true;
      act(form).catch(function (reason) {
        fault.textContent = reason && reason.name === 'NotAllowedError'
          ? 'Nothing was done: the device was not asked to the end.'
          : reason && reason.name === 'InvalidStateError'
            ? 'This device already holds a passkey of yours.'
            : words;
        fault.hidden = false;
      });
    });
  }

  wire('new-passkey', make, 'The passkey was not added. Try again, or use another device.');
  wire('passkey', open, 'No passkey of this device opens an account here. Sign in another way.');
})();
