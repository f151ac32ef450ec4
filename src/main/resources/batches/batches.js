'use strict';

/*
 * One button does the next thing, whatever it is; it keeps the focus, so that a batch is made with the enter key alone. A key that is
 * held down, or comes sooner than a person can have read what is new, does nothing.
 */
(() => {
  const API = '/desk/api/card/';
  const REFRESH_MILLIS = 1000;
  const READING_MILLIS = 300;

  const byId = (id) => document.getElementById(id);
  const go = byId('go');
  let step = { key: '', act: null };
  let shownPin = ''; // number of the card whose PIN stands on the page
  let busy = false;
  let refreshing = null;

  const csrfToken = () => {
    const found = document.cookie.split('; ').find((part) => part.startsWith('XSRF-TOKEN='));
    return found ? decodeURIComponent(found.slice('XSRF-TOKEN='.length)) : '';
  };

  const say = (id, text) => {
    byId(id).textContent = text;
    byId(id).hidden = text === '';
  };

  const messageOf = async (response) => {
    try {
      const problem = await response.json();
      return (problem.errors || []).map((error) => error.message).join(' ') || problem.detail || problem.title;
    } catch {
      return `操作できませんでした（${response.status}）。`;
    }
  };

  const call = async (path, options = {}) => {
    let response;
    try {
      response = await fetch(API + path, { cache: 'no-store', ...options });
    } catch {
      throw new Error('サーバと通信できません。');
    }
    if (!response.ok) {
      throw new Error(await messageOf(response));
    }
    return response;
  };

  const get = async (path) => (await call(path)).json();

  const post = (path, body) => call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrfToken() },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

  const number = () => location.hash.slice(1);

  const attempt = async (work) => {
    if (busy) {
      return;
    }
    busy = true;
    say('banner', '');
    say('done', '');
    try {
      await work();
    } catch (failed) {
      say('banner', failed.message);
    } finally {
      busy = false;
      await refresh();
    }
  };

  const cells = (row, texts) => {
    row.replaceChildren(...texts.map((text) => {
      const cell = document.createElement('td');
      cell.append(text);
      return cell;
    }));
    return row;
  };

  const facts = (pairs) => {
    byId('step-facts').replaceChildren(...pairs.flatMap(([name, value]) => {
      const term = document.createElement('dt');
      const description = document.createElement('dd');
      term.textContent = name;
      description.textContent = value;
      return [term, description];
    }));
  };

  const items = (list, texts) => list.replaceChildren(...texts.map((text) => {
    const item = document.createElement('li');
    item.className = 'warn';
    item.textContent = text;
    return item;
  }));

  // ---- the list of batches ------------------------------------------------------------------------------------

  const drawWaiting = (kind) => {
    const box = document.createElement('div');
    const size = document.createElement('input');
    const label = document.createElement('label');
    const open = document.createElement('button');
    box.className = 'waiting-kind';
    size.type = 'number';
    size.min = '1';
    size.max = '100';
    size.value = String(Math.min(kind.applications, 20));
    label.append('枚数 ', size);
    open.type = 'button';
    open.className = 'open';
    open.textContent = 'バッチを始める';
    open.addEventListener('click', () => attempt(async () => {
      const wanted = { profile: kind.profile, product: kind.productCode, size: size.value === '' ? null : Number(size.value) };
      location.hash = (await (await post('batches', wanted)).json()).number;
    }));
    box.append(`${kind.service}　${kind.product}　${kind.applications}件 `, label, ' ', open);
    return box;
  };

  const drawRow = (batch) => {
    const link = document.createElement('a');
    link.href = `#${batch.number}`;
    link.textContent = batch.number;
    const signs = [batch.signedBy, batch.confirmedBy].filter((by) => by !== '').join('、') || 'まだありません';
    return cells(document.createElement('tr'),
      [link, batch.title, batch.maker, batch.good, batch.sealed, batch.inWork, batch.waiting, signs].map((one) =>
        (one instanceof Node ? one : String(one))));
  };

  const showList = async () => {
    const list = await get('batches');
    if (number() !== '') {
      return;
    }
    byId('waiting-section').hidden = !list.issuer;
    byId('no-waiting').hidden = list.waiting.length > 0;
    byId('waiting').replaceChildren(...list.waiting.map(drawWaiting));
    byId('no-batches').hidden = list.batches.length > 0;
    byId('batches').hidden = list.batches.length === 0;
    byId('batches').tBodies[0].replaceChildren(...list.batches.map(drawRow));
  };

  // ---- the next thing to do -----------------------------------------------------------------------------------

  const hidePin = () => {
    byId('pin-digits').textContent = '';
    byId('unblocking-digits').textContent = '';
    byId('pin').hidden = true;
    shownPin = '';
  };

  const showPin = async (card) => {
    const digits = (await (await post(`station/${card}/pin`)).text()).split('\n');
    byId('pin-digits').textContent = digits[0];
    byId('unblocking-digits').textContent = digits[1];
    document.querySelectorAll('.unblocking').forEach((field) => { field.hidden = digits[1] === ''; });
    byId('pin').hidden = false;
    shownPin = card;
  };

  const nothing = (key, title, text = '') => ({ key, title, text, facts: [], problems: [], label: 'お待ちください', act: null });

  const ofJob = (entry, job, printer) => {
    const about = [['申込番号', entry.application], ['カード番号', entry.cardNumber], ['チップ番号', entry.chipSerial]];
    const base = { card: entry, facts: about, problems: job.problem === '' ? [] : [job.problem], act: null, label: 'お待ちください' };
    if (job.jammed) {
      return { ...base, key: `jam ${entry.cardNumber}`, title: 'PIN封書の廃棄を待っています',
        text: '別の発行担当または検査担当が、カード発行端末の画面で古い封書の廃棄を確認してください。' };
    }
    if (job.pinShown) {
      return { ...base, key: `seal ${entry.cardNumber}`, title: 'PIN封書に封入してください', jam: true, giveUp: true,
        text: printer ? '印刷したPIN通知書を封入し、カード番号を確かめてください。' : '表示したPINを記入して封入し、カード番号を確かめてください。',
        label: 'PIN封書に封入した', act: async () => { await post(`station/${entry.cardNumber}/sealed`); hidePin(); } };
    }
    if (job.pinWaits) {
      return { ...base, key: `pin ${entry.cardNumber}`, title: 'カードができました', giveUp: true,
        text: printer ? 'PIN通知書を印刷します。' : 'PINを一度だけ表示します。PIN封書を用意してください。',
        label: printer ? 'PIN通知書を印刷' : 'PINを表示する（一度だけ）',
        act: () => (printer ? post(`station/${entry.cardNumber}/print`) : showPin(entry.cardNumber)) };
    }
    return { ...base, key: `made ${entry.cardNumber} ${job.state}`, title: 'カードを作っています',
      text: job.renewing ? `新しいPINを設定します。チップ番号${entry.chipSerial}のカードを読取装置に入れてください。` : `${job.stateName}。カードを抜かないでください。`,
      giveUp: true };
  };

  const loading = (batch) => {
    const next = batch.loading;
    const about = [['申込番号', next.application], ['名義人', next.holder], ['カードリーダ', next.reader],
      ['使用中の箱', next.box || 'なし'], ['挿入中のカード', next.inserted || 'なし']];
    const base = { key: `load ${next.application} ${next.inserted} ${next.blank}`, title: '次の白カードを入れてください', release: next.application,
      facts: about, problems: [...next.spoiled.map((why) => `前のカードは損傷: ${why}`), ...(next.objection === '' ? [] : [next.objection])] };
    const load = (chipSerial) => post(`batches/${batch.number}/load`, { chipSerial });
    if (next.blank) {
      return { ...base, text: 'チップ番号を確かめてください。', label: 'このカードに装填する', act: () => load(next.inserted) };
    }
    if (batch.simulated) {
      return { ...base, text: '模擬の箱から次の白カードを取り出します。', label: '次の模擬の白カードを装填する',
        act: async () => {
          await post('simulator/insert-blank');
          await load((await get(`batches/${batch.number}`)).loading.inserted);
        } };
    }
    const made = batch.entries.some((entry) => entry.chipSerial === next.inserted);
    const other = made ? 'できたカードを取り出してください。' : 'このカードは使えません。別の白カードを入れてください。';
    return { ...base, text: next.inserted === '' ? '' : other, label: '白カードを待っています', act: null };
  };

  const making = (batch, station) => {
    const inWork = batch.entries.filter((entry) => entry.stage === 'IN_WORK');
    const jobs = station === null ? [] : station.jobs;
    const here = inWork.map((entry) => ({ entry, job: jobs.find((job) => job.cardNumber === entry.cardNumber) }))
      .filter(({ entry, job }) => entry.cardNumber !== '' && job !== undefined);
    if (here.length > 0) {
      const first = here.find(({ job }) => job.pinShown) || here.find(({ job }) => job.pinWaits) || here[0];
      return ofJob(first.entry, first.job, station.printer);
    }
    const elsewhere = inWork.find((entry) => entry.station !== '' && station !== null && entry.station !== station.name);
    if (elsewhere !== undefined) {
      return { ...nothing(`elsewhere ${elsewhere.cardNumber} ${elsewhere.state}`, 'カードを作っています',
        `端末${elsewhere.station}の画面でPINを表示または印刷し、封入してください。`),
      facts: [['申込番号', elsewhere.application], ['カード番号', elsewhere.cardNumber], ['状態', elsewhere.stateName]] };
    }
    if (inWork.length > 0) {
      return nothing(`wait ${inWork[0].application}`, 'カードの作成を準備しています');
    }
    return (batch.loading ?? null) === null ? null : loading(batch); // nothing waits for a blank
  };

  const inspecting = async (batch) => {
    const sealed = batch.entries.filter((entry) => entry.stage === 'SEALED');
    if (sealed.length === 0) {
      return null;
    }
    const found = await get(`batches/${batch.number}/inspection`);
    const sheet = found.sheet ?? null; // none of these cards lies in the reader
    if (sheet === null) {
      const base = { key: `inspect ${found.inserted} ${sealed[0].chipSerial}`, title: '検査するカードを入れてください', facts: [['挿入中のカード', found.inserted || 'なし']], problems: [],
        text: `検査待ち ${sealed.length}枚。カードを入れると、発行した内容と読み戻した内容を照合します。` };
      return batch.simulated
        ? { ...base, label: '次の模擬カードを挿入', act: () => post(`simulator/insert/${sealed[0].chipSerial}`) }
        : { ...base, label: 'カードを待っています', act: null };
    }
    return { key: `verdict ${sheet.chipSerial} ${sheet.same}`, title: sheet.same ? '発行した内容と一致しています' : '合格にできません', fail: sheet.chipSerial,
      text: sheet.same ? '券面の印刷（カード番号と名義人）と封書を目で確かめてください。' : '',
      facts: [['申込番号', sheet.application], ['カード番号', sheet.cardNumber], ['名義人', sheet.holder], ['カードの名義', sheet.readSubject],
        ['チップ番号', sheet.chipSerial], ['証明書', `${sheet.serial}（${sheet.notBefore} から ${sheet.notAfter}）`]],
      problems: sheet.problems, label: sheet.same ? '合格' : '不合格の理由を入力してください',
      act: sheet.same ? () => post(`batches/${batch.number}/inspect`, { chipSerial: sheet.chipSerial, verdict: 'pass' }) : null };
  };

  const stepOf = async (batch, station) => {
    const todo = batch.mine ? making(batch, station) : batch.inspector ? await inspecting(batch) : null;
    if (todo !== null) {
      return todo;
    }
    if (batch.mayConfirm) {
      const { taken, returned, destroyed, reason } = batch.figures;
      return { key: `confirm ${[taken, returned, destroyed, reason].join(' ')}`, title: '照合を確認してください', text: '白カードとPIN封書の実物を数え直し、台帳と照合の表に合うことを確かめてください。', facts: [], problems: [],
        label: '数え直して、合っていた（確認の署名）', act: () => post(`batches/${batch.number}/reconciliation/confirm`, {
          taken: Number(taken), returned: Number(returned), destroyed: Number(destroyed), reason,
        }) };
    }
    if (batch.confirmedBy !== '') {
      return { ...nothing('closed', 'このバッチは終わりました'), label: '終了' };
    }
    if (batch.waiting + batch.inWork > 0) {
      return { ...nothing('others', 'カードの作成を待っています'), label: '待っています' };
    }
    if (batch.sealed > 0) {
      return { ...nothing('sealed', '検査を待っています', '別の人がカードを検査します。'), label: '待っています' };
    }
    if (batch.signed) {
      return { ...nothing('signed', '別の人の確認を待っています', batch.maySign ? '確認の前なら、数え直して署名し直せます。' : ''), label: '待っています' };
    }
    return batch.maySign
      ? { ...nothing('sign', '照合してください', '実物を数え、下の欄に入力して署名してください。'), label: '署名を待っています' }
      : { ...nothing('unsigned', '照合の署名を待っています'), label: '待っています' };
  };

  const drawStep = (next) => {
    const isNew = next.key !== step.key;
    step = next;
    if (shownPin !== '' && !next.key.endsWith(` ${shownPin}`)) {
      hidePin();
    }
    const may = (id, allowed) => { byId(id).hidden = !allowed; };
    may('jam', next.jam === true);
    may('give-up', next.giveUp === true);
    may('fail', next.fail !== undefined);
    may('release', next.release !== undefined);
    may('trouble', next.jam || next.giveUp || next.fail !== undefined || next.release !== undefined);
    items(byId('step-problems'), next.problems);
    if (!isNew) {
      return;
    }
    byId('step-title').textContent = next.title;
    byId('step-text').textContent = next.text;
    facts(next.facts);
    go.textContent = next.label;
    go.dataset.step = next.key;
    go.setAttribute('aria-disabled', 'true');
    if (next.act !== null) {
      setTimeout(() => {
        if (step.key === next.key) {
          go.setAttribute('aria-disabled', 'false');
        }
      }, READING_MILLIS);
    }
    if (next.key === 'sign') {
      byId('sign').hidden = false;
      byId('taken').focus();
    } else if (document.activeElement === document.body || document.activeElement === null) {
      go.focus();
    }
  };

  const drawBatch = (batch) => {
    byId('title').textContent = batch.title;
    byId('maker').textContent = batch.maker;
    byId('take-over').hidden = !batch.mayTakeOver;
    byId('progress').max = Math.max(2 * batch.entries.length, 1);
    byId('progress').value = 2 * batch.good + batch.sealed;
    byId('counts').textContent = `${batch.entries.length}枚: 合格 ${batch.good}　検査待ち ${batch.sealed}　作成中 ${batch.inWork}　装填待ち ${batch.waiting}　作り直し ${batch.figures.spoiled}`;
    if (!batch.maySign && !byId('sign').hidden) {
      go.focus(); // what has the focus is about to go
    }
    byId('sign').hidden = !batch.maySign;
    byId('difference-reason').hidden = batch.figures.reason === '';
    byId('figures').querySelectorAll('[data-field]').forEach((field) => {
      const value = String(batch.figures[field.dataset.field]);
      field.textContent = value === '' && field.dataset.field.endsWith('By') ? 'まだいません' : value;
    });
    byId('cards').tBodies[0].replaceChildren(...batch.entries.map((entry) => {
      const row = document.createElement('tr');
      row.className = entry.stage + (step.card?.application === entry.application || step.release === entry.application ? ' current' : '');
      return cells(row, [entry.position, entry.application, entry.cardNumber, entry.chipSerial,
        entry.claimedBy === '' ? entry.stateName : `${entry.stateName}（担当 ${entry.claimedBy}）`, entry.spoiled || '']);
    }));
  };

  const showBatch = async (wanted) => {
    const batch = await get(`batches/${wanted}`);
    const station = batch.mine ? await get('station') : null;
    const next = await stepOf(batch, station);
    if (number() === wanted) {
      drawStep(next);
      drawBatch(batch);
    }
  };

  const show = async () => {
    const wanted = number();
    byId('list').hidden = wanted !== '';
    byId('batch').hidden = wanted === '';
    byId('to-list').hidden = wanted === '';
    byId('number').textContent = wanted;
    try {
      await (wanted === '' ? showList() : showBatch(wanted));
    } catch (failed) {
      say('banner', failed.message);
    }
  };

  /** One at a time; whoever comes meanwhile gets the one that follows. */
  const refresh = async () => {
    while (refreshing !== null) {
      await refreshing;
    }
    refreshing = show().finally(() => { refreshing = null; });
    await refreshing;
  };

  go.addEventListener('keydown', (event) => {
    if (event.repeat) {
      event.preventDefault();
    }
  });
  go.addEventListener('click', () => {
    const { act } = step;
    if (act === null || go.getAttribute('aria-disabled') === 'true') {
      return;
    }
    go.setAttribute('aria-disabled', 'true');
    attempt(async () => {
      try {
        await act();
      } finally {
        step = { ...step, key: '' }; // drawn anew, with the button ready again
      }
    });
  });

  const on = (id, work) => byId(id).addEventListener('click', () => attempt(async () => {
    await work(byId('reason').value);
    byId('reason').value = '';
    byId('trouble').open = false;
    go.focus();
  }));
  on('jam', async (reason) => {
    await post(`station/${step.card.cardNumber}/jam`, { reason });
    hidePin();
  });
  on('give-up', async (reason) => {
    await post(`station/${step.card.cardNumber}/give-up`, { reason });
    hidePin();
  });
  on('fail', (reason) => post(`batches/${number()}/inspect`, { chipSerial: step.fail, verdict: 'fail', reason }));
  on('release', () => post(`batches/${number()}/release`, { application: step.release }));
  byId('take-over').addEventListener('click', () => attempt(() => post(`batches/${number()}/take-over`)));
  byId('sign').addEventListener('submit', (event) => {
    event.preventDefault();
    const count = (id) => (byId(id).value === '' ? null : Number(byId(id).value));
    attempt(async () => {
      await post(`batches/${number()}/reconciliation`, {
        taken: count('taken'), returned: count('returned'), destroyed: count('destroyed'), reason: byId('why').value,
      });
      say('done', '署名しました。別の人の確認を待っています。');
    });
  });
  window.addEventListener('hashchange', () => {
    step = { key: '', act: null };
    hidePin();
    say('banner', '');
    refresh().then(() => number() !== '' && step.key !== 'sign' && go.focus());
  });
  window.addEventListener('pagehide', hidePin);
  refresh();
  setInterval(() => {
    if (!busy && refreshing === null && number() !== '') {
      refresh();
    }
  }, REFRESH_MILLIS);
})();
