'use strict';

(() => {
  const API = '/desk/api/card/';
  const REFRESH_MILLIS = 2000;
  const LAST_STATE_IN_WORK = 5;
  const jobs = new Map();

  const byId = (id) => document.getElementById(id);

  const csrfToken = () => {
    const found = document.cookie.split('; ').find((part) => part.startsWith('XSRF-TOKEN='));
    return found ? decodeURIComponent(found.slice('XSRF-TOKEN='.length)) : '';
  };

  const banner = (text) => {
    byId('banner').textContent = text;
    byId('banner').hidden = text === '';
  };

  const messageOf = async (response) => {
    try {
      const problem = await response.json();
      const errors = (problem.errors || []).map((error) => error.message);
      return errors.join(' ') || problem.detail || problem.title;
    } catch {
      return `操作できませんでした（${response.status}）。`;
    }
  };

  const post = async (path, body, method = 'POST') => {
    const response = await fetch(API + path, {
      method,
      headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrfToken() },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
    });
    if (!response.ok) {
      throw new Error(await messageOf(response));
    }
    return response;
  };

  const attempt = async (button, work) => {
    button.disabled = true;
    banner('');
    try {
      await work();
    } catch (failed) {
      banner(failed.message);
    } finally {
      button.disabled = false;
      await refresh();
    }
  };

  const hidePin = (card) => {
    card.querySelectorAll('[data-secret]').forEach((field) => { field.textContent = ''; });
    card.querySelector('.pin').hidden = true;
  };

  const showPin = async (card, number) => {
    const digits = (await (await post(`station/${number}/pin`)).text()).split('\n');
    card.querySelector('[data-secret=pin]').textContent = digits[0];
    card.querySelector('[data-secret=unblocking]').textContent = digits[1];
    card.querySelectorAll('.unblocking').forEach((field) => { field.hidden = digits[1] === ''; });
    card.querySelector('.pin').hidden = false;
  };

  const create = (number) => {
    const card = byId('job').content.firstElementChild.cloneNode(true);
    const on = (selector, work) => {
      const button = card.querySelector(selector);
      button.addEventListener('click', () => attempt(button, work));
    };
    on('.show', () => showPin(card, number));
    on('.print', () => post(`station/${number}/print`));
    on('.seal', async () => {
      await post(`station/${number}/sealed`);
      hidePin(card);
    });
    on('.report-jam', async () => {
      await post(`station/${number}/jam`, { reason: card.querySelector('.jam-reason').value });
      card.querySelector('.jam-reason').value = '';
      card.querySelector('.jam-report').open = false;
      hidePin(card);
    });
    on('.destroyed', () => post(`station/${number}/mailer-destroyed`));
    on('.give-up', () => post(`station/${number}/give-up`, { reason: card.querySelector('.reason').value }));
    card.querySelector('.face a').href = `${API}station/${number}/face.svg`;
    byId('jobs').append(card);
    return card;
  };

  const draw = (card, job, { issuer, printer }) => {
    card.querySelectorAll('[data-field]').forEach((field) => {
      const text = job[field.dataset.field];
      if (field.textContent !== text) {
        field.textContent = text;
      }
    });
    card.querySelector('progress').value = job.progress + (job.progress === LAST_STATE_IN_WORK && job.pinShown ? 1 : 0);
    card.querySelector('.face').hidden = !issuer || !job.face;
    card.querySelector('.renewed').hidden = !job.pinRenewed;
    card.querySelector('.show').hidden = printer || !job.pinWaits;
    card.querySelector('.print').hidden = !printer || !job.pinWaits;
    card.querySelector('.seal').hidden = !job.pinShown;
    card.querySelector('.jam-report').hidden = !job.pinShown;
    card.querySelector('.jam').hidden = !job.jammed;
    card.querySelector('.destroyed').hidden = !job.mayConfirm;
    card.querySelector('.renewing').hidden = !job.renewing;
    card.querySelector('.spoil').hidden = !issuer;
    if (!job.pinShown) {
      hidePin(card);
    }
  };

  const askWhoItIs = (ask) => {
    if (ask) {
      jobs.forEach((card) => { hidePin(card); card.remove(); });
      jobs.clear();
      byId('operator').hidden = true;
      byId('desk').hidden = true;
    }
    byId('sign-in').hidden = !ask;
    byId('work').hidden = ask;
  };

  const refresh = async () => {
    let station;
    try {
      const response = await fetch(`${API}station`, { cache: 'no-store' });
      if (response.status === 401 && response.headers.get('WWW-Authenticate') === 'HakkoStation') {
        askWhoItIs(true);
        return;
      }
      if (!response.ok) {
        banner(await messageOf(response));
        return;
      }
      station = await response.json();
    } catch {
      banner('サーバと通信できません。');
      return;
    }
    askWhoItIs(false);
    byId('operator').hidden = station.operator === '';
    byId('operator-name').textContent = station.operator;
    byId('desk').hidden = station.desk === '';
    byId('desk').setAttribute('href', station.desk);
    byId('name').textContent = station.name;
    byId('reader').textContent = station.connected ? station.reader : `${station.reader}（接続されていません）`;
    byId('inserted').textContent = station.inserted || 'なし';
    byId('simulator').hidden = !station.simulated;
    byId('empty').hidden = station.jobs.length > 0 || !station.issuer;
    byId('empty-inspector').hidden = station.jobs.length > 0 || station.issuer;
    const present = new Set(station.jobs.map((job) => job.cardNumber));
    jobs.forEach((card, number) => {
      if (!present.has(number)) {
        card.remove();
        jobs.delete(number);
      }
    });
    station.jobs.forEach((job) => {
      if (!jobs.has(job.cardNumber)) {
        jobs.set(job.cardNumber, create(job.cardNumber));
      }
      draw(jobs.get(job.cardNumber), job, station);
    });
  };

  byId('sign-in').addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(byId('sign-in-button'), async () => {
      const password = byId('password').value;
      byId('password').value = '';
      await post('operator', { user: byId('user').value, password });
      byId('user').value = '';
    });
  });
  const signOut = byId('sign-out');
  signOut.addEventListener('click', () => attempt(signOut, () => post('operator', undefined, 'DELETE')));
  const blank = byId('insert-blank');
  blank.addEventListener('click', () => attempt(blank, () => post('simulator/insert-blank')));
  const remove = byId('remove');
  remove.addEventListener('click', () => attempt(remove, () => post('simulator/remove')));
  window.addEventListener('pagehide', () => jobs.forEach(hidePin));
  refresh();
  setInterval(refresh, REFRESH_MILLIS);
})();
