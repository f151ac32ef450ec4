'use strict';

/* Moves one deadline: says while typing what the day will become, and beside the field what the server refuses. */
(() => {
  const form = document.getElementById('move');
  const api = `/desk/api/workflow/deadlines/${form.dataset.id}`;
  const banner = document.getElementById('banner');
  const reckoning = document.getElementById('reckoning');
  let asked = 0;

  const csrfToken = () => {
    const found = document.cookie.split('; ').find((part) => part.startsWith('XSRF-TOKEN='));
    return found ? decodeURIComponent(found.slice('XSRF-TOKEN='.length)) : '';
  };

  const say = (element, text) => {
    element.textContent = text;
    element.hidden = text === '';
  };

  const mark = (input, text) => {
    say(document.getElementById(`${input.id}-error`), text);
    input.setAttribute('aria-invalid', String(text !== ''));
  };

  const clear = () => {
    say(banner, '');
    mark(form.lastDay, '');
    mark(form.reason, '');
  };

  /** Puts each message beside its field, the rest on top, and the focus on the first. */
  const refuse = async (response) => {
    let problem = {};
    try {
      problem = await response.json();
    } catch {
      problem = { detail: `処理できませんでした（${response.status}）。` };
    }
    const errors = problem.errors || [];
    [form.lastDay, form.reason].forEach((input) => {
      const mine = errors.filter((error) => error.pointer === `/${input.name}`).map((error) => error.message);
      mark(input, mine.join(' '));
    });
    const first = form.querySelector('[aria-invalid="true"]');
    say(banner, first ? '' : problem.detail || problem.title);
    if (first) {
      first.focus();
    }
  };

  form.lastDay.addEventListener('input', async () => {
    const turn = ++asked;
    mark(form.lastDay, '');
    reckoning.textContent = '';
    if (form.lastDay.value === '') {
      return;
    }
    try {
      const response = await fetch(`${api}/reckoning?lastDay=${form.lastDay.value}`, { cache: 'no-store' });
      const answer = await response.json();
      if (turn !== asked) {
        return;
      }
      if (response.ok) {
        reckoning.textContent = `${answer.lastDay}まで、執行予定 ${answer.executeAt}`;
      } else {
        mark(form.lastDay, (answer.errors || []).map((error) => error.message).join(' ') || answer.detail);
      }
    } catch {
      reckoning.textContent = '';
    }
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    clear();
    try {
      const response = await fetch(`${api}/move`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrfToken() },
        body: JSON.stringify({ lastDay: form.lastDay.value || null, reason: form.reason.value }),
      });
      if (response.ok) {
        location.href = '/desk/deadlines?message=moved';
        return;
      }
      await refuse(response);
    } catch {
      say(banner, 'サーバーに接続できませんでした。入力した内容は残っています。もう一度やり直してください。');
    }
    button.disabled = false;
  });
})();
