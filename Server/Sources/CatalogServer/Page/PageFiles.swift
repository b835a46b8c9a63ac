/// The server's own script and style, which join the map's page.
enum PageFiles {
  /// Signs in with the key of the address, and loads the page anew when photos change. All tabs of a browser share one stream of events: a browser has six
  /// connections for a server.
  static let script = #"""
    'use strict';
    (() => {
      const { version } = document.currentScript.dataset;
      const key = new URLSearchParams(location.hash.slice(1)).get('key');
      const says = text => {
        const place = document.getElementById('session');
        if (place) { place.textContent = text; place.hidden = false; }
      };
      if (key) {
        // It is good once: nobody is to find it in the history.
        history.replaceState(null, '', location.pathname);
        fetch('/api/v1/session', {
          method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ key }),
        }).then(async answer => {
          if (answer.ok) location.reload();
          else says((await answer.json()).detail);
        }, () => says('The server does not answer.'));
        return;
      }
      if (!document.getElementById('map')) return;

      // Reloading in the middle of something would take it away: it waits until the page is at rest.
      let due = false;
      const isBusy = () => document.activeElement?.matches('input, textarea, select') || document.querySelector('dialog[open]');
      const reload = () => {
        if (document.hidden || isBusy()) due = true;
        else location.reload();
      };
      document.addEventListener('visibilitychange', () => { if (due) reload(); });
      document.addEventListener('focusout', () => setTimeout(() => { if (due) reload(); }));

      const channel = new BroadcastChannel('catalog events');
      channel.onmessage = reload;
      const listen = () => {
        const events = new EventSource('/api/v1/events');
        const pass = () => { channel.postMessage('changed'); reload(); };
        // Something may have changed between the page and this stream, or while there was no stream.
        events.addEventListener('open', async () => {
          const now = (await fetch('/', { method: 'HEAD' })).headers.get('ETag');
          if (now && now !== version) pass();
        });
        events.addEventListener('photos', pass);
        events.addEventListener('replaced', pass);
        return new Promise(() => {});
      };
      // Whoever holds the lock listens for all; when that tab goes, the next one does.
      if (navigator.locks) navigator.locks.request('catalog events', listen);
      else listen();
    })();

    """#

  static let style = """
    body.text { margin: 0 auto; max-width: 40rem; padding: 2rem 1rem; font: 1rem/1.5 system-ui, sans-serif; }
    body.text h1 { font-size: 1.5rem; }
    body.text h2 { font-size: 1.125rem; margin-top: 2rem; }
    #session { padding: .75rem 1rem; border: 1px solid; border-radius: .5rem; }

    """
}
