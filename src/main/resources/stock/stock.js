'use strict';

(() => {
  const API = '/desk/api/card/';

  const byId = (id) => document.getElementById(id);

  const csrfToken = () => {
    const found = document.cookie.split('; ').find((part) => part.startsWith('XSRF-TOKEN='));
    return found ? decodeURIComponent(found.slice('XSRF-TOKEN='.length)) : '';
  };

  const say = (id, text) => {
    byId(id).textContent = text;
    byId(id).hidden = text === '';
  };

  const messagesOf = async (response) => {
    try {
      const problem = await response.json();
      const errors = (problem.errors || []).map((error) => error.message);
      return errors.length > 0 ? errors : [problem.detail || problem.title];
    } catch {
      return [`操作できませんでした（${response.status}）。`];
    }
  };

  const send = async (path, type, body) => {
    const response = await fetch(API + path, {
      method: 'POST',
      headers: { 'Content-Type': type, 'X-XSRF-TOKEN': csrfToken() },
      body,
      cache: 'no-store',
    });
    if (!response.ok) {
      const refused = new Error('refused');
      refused.messages = await messagesOf(response);
      throw refused;
    }
    return response;
  };

  const post = (path, body) => send(path, 'application/json', body === undefined ? undefined : JSON.stringify(body));

  const attempt = async (button, work) => {
    button.disabled = true;
    say('banner', '');
    say('done', '');
    byId('bad-lines').replaceChildren();
    try {
      await work();
      await refresh();
    } catch (failed) {
      say('banner', (failed.messages || [failed.message]).join(' '));
    } finally {
      button.disabled = false;
    }
  };

  const on = (card, selector, work) => {
    const button = card.querySelector(selector);
    button.addEventListener('click', () => attempt(button, work));
    return button;
  };

  const fill = (card, values, kind) => {
    card.querySelectorAll(`[data-${kind}]`).forEach((field) => {
      field.textContent = String(values[field.dataset[kind]]);
    });
  };

  const drawBox = (box, mayOpen, mayCount) => {
    const card = byId('box').content.firstElementChild.cloneNode(true);
    const counted = box.count ?? null; // nothing was counted today
    fill(card, box, 'field');
    on(card, '.open', () => post(`station/boxes/${box.box}/open`)).hidden = !mayOpen || box.openHere || box.left <= 0;
    on(card, '.confirm', () => post(`stock/boxes/${box.box}/counts/confirm`)).hidden =
      counted === null || !counted.mayConfirm;
    on(card, '.count', () => {
      const left = card.querySelector('.left').value;
      const reason = card.querySelector('.why').value;
      return post(`stock/boxes/${box.box}/counts`, { left: left === '' ? null : Number(left), reason });
    });
    const signed = counted !== null && counted.confirmedBy !== '';
    card.querySelector('.counting').hidden = signed || box.usedUp || !mayCount;
    card.querySelector('.counted').hidden = counted === null;
    if (counted !== null) {
      fill(card, { ...counted, confirmedBy: counted.confirmedBy || 'まだいません' }, 'count');
      card.querySelector('.stale').hidden = !counted.stale;
    }
    return card;
  };

  const drawSpoiled = (spoiled) => {
    const card = byId('spoiled-card').content.firstElementChild.cloneNode(true);
    fill(card, spoiled, 'field');
    card.querySelector('.unsettled').hidden = spoiled.settled;
    on(card, '.destroyed', () => post(`stock/spoiled/${spoiled.cardNumber}/destroyed`)).hidden =
      !spoiled.settled || spoiled.destroyedBy !== '';
    on(card, '.witnessed', () => post(`stock/spoiled/${spoiled.cardNumber}/witnessed`)).hidden = !spoiled.mayWitness;
    return card;
  };

  const drawDead = (blank) => {
    const card = byId('dead-blank').content.firstElementChild.cloneNode(true);
    fill(card, blank, 'field');
    on(card, '.witnessed', () => post(`stock/dead/${blank.chipSerial}/witnessed`)).hidden = !blank.mayWitness;
    return card;
  };

  const refresh = async () => {
    const response = await fetch(`${API}stock`, { cache: 'no-store' });
    if (!response.ok) {
      say('banner', (await messagesOf(response)).join(' '));
      return;
    }
    const stock = await response.json();
    byId('receipt').hidden = !stock.keeper;
    byId('open-box').textContent = stock.openBox || 'なし';
    byId('boxes').replaceChildren(...stock.boxes.map((box) => drawBox(box, stock.opener, stock.keeper)));
    byId('no-boxes').hidden = stock.boxes.length > 0;
    byId('spoiled').replaceChildren(...stock.spoiled.map(drawSpoiled));
    byId('no-spoiled').hidden = stock.spoiled.length > 0;
    byId('write-off').hidden = !stock.keeper;
    byId('dead').replaceChildren(...stock.dead.map(drawDead));
    byId('no-dead').hidden = stock.dead.length > 0;
  };

  const receive = byId('receive');
  receive.addEventListener('click', () => attempt(receive, async () => {
    const file = byId('list').files[0];
    if (file === undefined) {
      throw new Error('入庫リストのファイルを選んでください。');
    }
    try {
      const received = await (await send('stock/receipts', 'text/csv', file)).json();
      byId('list').value = '';
      say('done', `${received.cards}枚を入庫しました。`);
    } catch (failed) {
      byId('bad-lines').replaceChildren(...(failed.messages || []).map((text) => {
        const line = document.createElement('li');
        line.className = 'warn';
        line.textContent = text;
        return line;
      }));
      throw new Error('入庫リストに誤りがあります。何も登録していません。');
    }
  }));

  const writeOff = byId('write-off-button');
  writeOff.addEventListener('click', () => attempt(writeOff, async () => {
    await post('stock/dead', { chipSerial: byId('dead-chip').value, batch: byId('dead-batch').value, reason: byId('dead-reason').value });
    byId('dead-chip').value = '';
    byId('dead-batch').value = '';
    byId('dead-reason').value = '';
    byId('write-off').open = false;
    say('done', '不良品として登録しました。別の人の立会いで裁断してください。');
  }));

  refresh().catch((failed) => say('banner', failed.message));
})();
