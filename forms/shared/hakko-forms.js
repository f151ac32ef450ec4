/*
 * The one script behind all forms in Tasklist (config.js lists it under customScripts).
 *
 * A form is mark-up only. It names the desk API that it reads and submits to; the server runs the domain command and
 * completes the task in one transaction. This script fills the form, sends it and shows what the server refuses:
 *
 *   data-hakko-form="module/form"    on <form>: GET and POST /desk/api/<module>/tasks/<task id>/<form>
 *   data-hakko-start="module/form"   on <form>: GET and POST /desk/api/<module>/start/<form>
 *   data-hakko-text="path"           text from the view; data-hakko-href="path" an address, data-hakko-src an image
 *   data-hakko-if="path" | "!path"   shown when there is something (not) at the path; what is hidden is not submitted
 *   data-hakko-when="name=value"     shown while the input of this name has this value (or one of several, a|b)
 *   data-hakko-each="path"           repeats its <template> for each item of the view
 *   data-hakko-rows="path"           the same for rows that a person edits; submitted as an array of objects
 *   data-hakko-add="path", data-hakko-remove    adds a row, removes the row it stands in
 *   data-hakko-options="path"        options of a <select> from the view: [{value, label}]
 *   data-hakko-type="number|boolean|list"       type of the submitted value
 *   data-hakko-post="address" (data-hakko-reload)   a button that does something beside the submission; {path} in the
 *                                    address is taken from the view
 *
 * Paths are dotted and relative to the row or item they stand in; "." is the item itself, "/path" starts at the top of
 * the view. The name of an input is its dotted path in the submitted JSON. Empty choices, numbers and dates are submitted as null, empty texts
 * as "". Messages of the server (application/problem+json) appear beside the input that their pointer names.
 *
 * CamForm.prototype.submitVariables is not documented API: the browser tests watch it.
 */
const API = '/desk/api/';
const PREVENTED = 'camForm submission prevented';
const TEXT = {
  loading: '読み込み中…',
  loadFailed: '内容を読み込めませんでした。画面を新しくしてください。',
  checkFields: '印の付いた項目を直してください。入力した内容は残っています。',
  offline: 'サーバーに接続できませんでした。入力した内容は残っています。もう一度やり直してください。',
  signedOut: 'ログアウトされています。別のタブでログインし直してから、もう一度送信してください。',
  unknown: '処理できませんでした。入力した内容は残っています。',
  choose: '選択してください',
  missing: '入力してください。',
  missingChoice: '選択してください。',
  missingCheck: '確認して印を付けてください。',
  badDate: '日付を正しく入力してください。',
  badNumber: '数字を入力してください。',
  badFormat: '書き方を確かめてください。',
  tooSmall: (min) => `${min} 以上にしてください。`,
  tooLarge: (max) => `${max} 以下にしてください。`,
  tooEarly: (min) => `${min} 以後の日付にしてください。`,
  tooLate: (max) => `${max} 以前の日付にしてください。`,
  tooLong: (max) => `${max} 文字以内にしてください。`,
  tooShort: (min) => `${min} 文字以上にしてください。`,
};

const isEmpty = (value) =>
  value === null || value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);

const steps = (path) => path.split(/[./]/).filter((step) => step !== '');

const read = (source, path) =>
  steps(path).reduce((value, step) => (value === null || value === undefined ? undefined : value[step]), source);

const write = (target, path, value) => {
  const way = steps(path);
  const last = way.pop();
  const owner = way.reduce((value, step) => (value[step] ??= {}), target);
  owner[last] = value;
};

const nameOf = (input) => input.dataset.hakkoName ?? input.name;

const isInput = (element) => element.matches('input[name], select[name], textarea[name]');

const csrfToken = () =>
  document.cookie
    .split('; ')
    .filter((cookie) => cookie.startsWith('XSRF-TOKEN='))
    .map((cookie) => decodeURIComponent(cookie.substring('XSRF-TOKEN='.length)))[0] ?? '';

/** Calls the desk API; answers {status, body} and never throws. Status 0 means that there was no answer. */
async function call(method, url, content) {
  const headers = { Accept: 'application/json, application/problem+json', 'X-XSRF-TOKEN': csrfToken() };
  if (content !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  try {
    const response = await fetch(url, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      body: content === undefined ? undefined : JSON.stringify(content),
    });
    const text = await response.text();
    try {
      return { status: response.status, body: text === '' ? null : JSON.parse(text) };
    } catch {
      return { status: response.status, body: null };
    }
  } catch {
    return { status: 0, body: null };
  }
}

/** One form on the screen. */
class HakkoForm {
  constructor(element, taskId) {
    this.element = element;
    this.url = HakkoForm.address(element, taskId);
    this.view = {};
    this.loaded = false;
    this.sequence = 0;
    this.banner = document.createElement('div');
    this.banner.className = 'hk-banner';
    this.banner.setAttribute('role', 'alert');
    this.banner.tabIndex = -1;
    this.banner.hidden = true;
    element.prepend(this.banner);
    element.classList.add('hk-form');
    element.noValidate = true;
    element.addEventListener('input', (event) => this.touched(event.target));
    element.addEventListener('change', (event) => this.touched(event.target));
    element.addEventListener('click', (event) => this.clicked(event));
    element.addEventListener('keydown', (event) => this.pressed(event));
  }

  static belongs(element) {
    return element.hasAttribute('data-hakko-form') || element.hasAttribute('data-hakko-start');
  }

  static address(element, taskId) {
    const isStart = element.hasAttribute('data-hakko-start');
    const [module, form] = element.getAttribute(isStart ? 'data-hakko-start' : 'data-hakko-form').split('/');
    return isStart ? `${API}${module}/start/${form}` : `${API}${module}/tasks/${encodeURIComponent(taskId)}/${form}`;
  }

  // ---- filling -------------------------------------------------------------------------------------------------

  async load() {
    this.element.classList.add('hk-loading');
    const { status, body } = await call('GET', this.url);
    this.element.classList.remove('hk-loading');
    if (status !== 200 || body === null) {
      this.loaded = false;
      this.element.classList.add('hk-unavailable');
      this.show(status === 401 ? [TEXT.signedOut] : [body?.detail ?? TEXT.loadFailed]);
      return;
    }
    this.view = body.view ?? {};
    this.element.classList.remove('hk-unavailable');
    this.render(this.element, this.view, body.values ?? {});
    this.follow();
    this.loaded = true;
  }

  /** Fills one scope: the form, an item or a row. What a person has already changed stays. */
  render(scope, view, values) {
    this.within(scope, '[data-hakko-if]').forEach((part) => {
      const path = part.getAttribute('data-hakko-if');
      part.hidden = path.startsWith('!') ? !isEmpty(this.look(view, path.substring(1))) : isEmpty(this.look(view, path));
    });
    this.within(scope, '[data-hakko-each]').forEach((list) => {
      const items = this.look(view, list.getAttribute('data-hakko-each'));
      this.repeat(list, Array.isArray(items) ? items : [], (item) => [item, item]);
    });
    this.within(scope, '[data-hakko-text]').forEach((part) => {
      const value = this.look(view, part.getAttribute('data-hakko-text'));
      part.textContent = value === null || value === undefined ? '' : String(value);
    });
    this.within(scope, '[data-hakko-href]').forEach((link) =>
      this.point(link, 'href', this.look(view, link.getAttribute('data-hakko-href'))));
    this.within(scope, '[data-hakko-src]').forEach((image) =>
      this.point(image, 'src', this.look(view, image.getAttribute('data-hakko-src'))));
    this.within(scope, 'select[data-hakko-options]').forEach((select) =>
      this.offer(select, this.look(view, select.getAttribute('data-hakko-options'))));
    this.within(scope, '[data-hakko-rows]').forEach((list) => {
      if (!list.dataset.hakkoTouched) {
        const rows = read(values, list.getAttribute('data-hakko-rows'));
        this.repeat(list, Array.isArray(rows) ? rows : [], (row) => [row, row]);
      }
    });
    this.within(scope, 'input[name], select[name], textarea[name]').forEach((input) => {
      if (!input.dataset.hakkoTouched) {
        this.enter(input, read(values, nameOf(input)));
      }
    });
  }

  /** Shows what belongs to the present answers. */
  follow() {
    this.element.querySelectorAll('[data-hakko-when]').forEach((part) => {
      const [name, values] = part.getAttribute('data-hakko-when').split('=');
      part.hidden = !values.split('|').includes(this.answer(name));
    });
  }

  answer(name) {
    const inputs = [...this.element.querySelectorAll('input[name], select[name], textarea[name]')];
    const answered = inputs.find((input) => nameOf(input) === name && (input.type !== 'radio' || input.checked));
    return answered?.value ?? '';
  }

  /** Elements of this scope itself, without those inside its rows and items. */
  within(scope, selector) {
    const owner = (element) => element.closest('[data-hakko-row]') ?? this.element;
    const found = [...scope.querySelectorAll(selector)].filter((element) => owner(element) === scope);
    return scope !== this.element && scope.matches(selector) ? [scope, ...found] : found;
  }

  look(view, path) {
    return path.startsWith('/') ? read(this.view, path) : read(view, path);
  }

  repeat(list, items, sources) {
    this.rowsOf(list).forEach((row) => row.remove());
    items.forEach((item) => this.append(list, ...sources(item)));
  }

  append(list, view, values) {
    const row = list.querySelector(':scope > template').content.firstElementChild.cloneNode(true);
    row.setAttribute('data-hakko-row', '');
    row.querySelectorAll('input[type="radio"]').forEach((radio) => (radio.dataset.hakkoName = radio.name));
    list.append(row);
    this.sequence++;
    row.querySelectorAll('input[type="radio"]').forEach((radio) => (radio.name = `${radio.name}#${this.sequence}`));
    this.render(row, view, values);
    return row;
  }

  rowsOf(list) {
    return [...list.children].filter((child) => child.hasAttribute('data-hakko-row'));
  }

  /** Only addresses of this service: a view cannot make a link run a script. */
  point(element, attribute, address) {
    if (typeof address === 'string' && /^\/(?!\/)/.test(address)) {
      element.setAttribute(attribute, address);
      element.hidden = false;
    } else {
      element.removeAttribute(attribute);
      element.hidden = true;
    }
  }

  offer(select, options) {
    const chosen = select.value;
    if (!select.dataset.hakkoOffered) {
      select.dataset.hakkoOffered = 'true';
      if (select.options.length === 0 && !select.multiple) {
        select.add(new Option(TEXT.choose, ''));
      }
      [...select.options].forEach((option) => (option.dataset.hakkoFixed = 'true'));
    }
    [...select.options].filter((option) => !option.dataset.hakkoFixed).forEach((option) => option.remove());
    (options ?? []).forEach((option) => select.add(new Option(option.label, option.value)));
    if (chosen !== '') {
      select.value = chosen;
    }
  }

  enter(input, value) {
    if (value === null || value === undefined) {
      if (input.dataset.hakkoEntered && input.type !== 'radio' && input.type !== 'checkbox') {
        input.value = '';
      }
      return;
    }
    input.dataset.hakkoEntered = 'true';
    if (input.type === 'radio') {
      input.checked = input.value === String(value);
    } else if (input.type === 'checkbox') {
      input.checked = Array.isArray(value) ? value.map(String).includes(input.value) : value === true;
    } else {
      input.value = String(value);
    }
  }

  // ---- reading -------------------------------------------------------------------------------------------------

  isOff(input) {
    return input.disabled || input.closest('[hidden]') !== null;
  }

  /** The JSON to submit, and which input stands behind which pointer. */
  collect() {
    const places = new Map();
    const content = {};
    this.collectScope(this.element, content, '', places);
    return { content, places };
  }

  collectScope(scope, content, pointer, places) {
    this.within(scope, '[data-hakko-rows]').forEach((list) => {
      const path = list.getAttribute('data-hakko-rows');
      const at = `${pointer}/${steps(path).join('/')}`;
      if (list.closest('[hidden]') === null) {
        write(content, path, this.rowsOf(list).map((row, index) => {
          const item = {};
          this.collectScope(row, item, `${at}/${index}`, places);
          places.set(`${at}/${index}`, row.querySelector('input[name], select[name], textarea[name]') ?? row);
          return item;
        }));
        places.set(at, this.adder(path) ?? list);
      }
    });
    this.within(scope, 'input[name], select[name], textarea[name]').filter((input) => !this.isOff(input)).forEach((input) => {
      const at = `${pointer}/${steps(nameOf(input)).join('/')}`;
      const type = input.dataset.hakkoType;
      if (input.type === 'radio') {
        const value = type === 'boolean' ? input.value === 'true' : input.value;
        if (input.checked || read(content, nameOf(input)) === undefined) {
          write(content, nameOf(input), input.checked ? value : null);
        }
      } else if (input.type === 'checkbox' && (type === 'list' || (type === undefined && input.hasAttribute('value')))) {
        const chosen = read(content, nameOf(input)) ?? [];
        write(content, nameOf(input), input.checked ? [...chosen, input.value] : chosen);
      } else {
        write(content, nameOf(input), this.valueOf(input, type));
      }
      if (!places.has(at)) {
        places.set(at, input);
      }
    });
  }

  valueOf(input, type) {
    if (input.type === 'checkbox') {
      return input.checked;
    }
    const text = input.value.trim();
    if (type === 'number' || input.type === 'number') {
      return text === '' ? null : Number(text);
    }
    if (type === 'boolean') {
      return text === '' ? null : text === 'true';
    }
    const isFreeText = input.tagName === 'TEXTAREA' || ['text', 'hidden', 'tel', 'email', 'search', 'url', 'password'].includes(input.type);
    return text === '' && !isFreeText ? null : text;
  }

  // ---- submitting ----------------------------------------------------------------------------------------------

  /** Sends the form; answers true when the task is done. */
  async submit(refresh) {
    this.clear();
    if (!this.loaded) {
      await this.load();
      return false;
    }
    const { content, places } = this.collect();
    const wrong = this.check();
    if (wrong.length > 0) {
      wrong.forEach(([input, message]) => this.mark(input, message));
      this.show([TEXT.checkFields], false);
      wrong[0][0].focus();
      return false;
    }
    const { status, body } = await call('POST', this.url, content);
    if (status >= 200 && status < 300) {
      return true;
    }
    this.refused(status, body, places);
    if (status === 409) {
      refresh();
    }
    return false;
  }

  refused(status, body, places) {
    if (status === 0) {
      this.show([TEXT.offline]);
    } else if (status === 401) {
      this.show([TEXT.signedOut]);
    } else {
      this.explain(body, places);
    }
  }

  /** Messages beside the fields they name, the others on top; the first field gets the focus. */
  explain(body, places) {
    const errors = Array.isArray(body?.errors) ? body.errors : [];
    const marked = [];
    const others = [];
    errors.forEach(({ pointer, message }) => {
      const input = pointer === '' ? undefined : places.get(pointer);
      if (input === undefined) {
        others.push(message);
      } else {
        this.mark(input, message);
        marked.push(input);
      }
    });
    if (errors.length === 0) {
      others.push(body?.detail ?? TEXT.unknown);
    } else if (marked.length > 0) {
      others.push(TEXT.checkFields);
    }
    this.show([...new Set(others)], marked.length === 0);
    const first = [...this.element.querySelectorAll('[aria-invalid="true"]')][0];
    first?.focus();
  }

  check() {
    const radios = new Set();
    return [...this.element.querySelectorAll('input[name], select[name], textarea[name]')]
      .filter((input) => !this.isOff(input) && !input.checkValidity())
      .filter((input) => {
        const isAgain = input.type === 'radio' && radios.has(input.name);
        radios.add(input.name);
        return !isAgain;
      })
      .map((input) => [input, this.complaint(input)]);
  }

  complaint(input) {
    const state = input.validity;
    if (state.badInput) {
      return input.type === 'date' ? TEXT.badDate : TEXT.badNumber;
    }
    if (state.valueMissing) {
      if (input.type === 'checkbox') {
        return TEXT.missingCheck;
      }
      return input.tagName === 'SELECT' || input.type === 'radio' ? TEXT.missingChoice : TEXT.missing;
    }
    if (state.rangeUnderflow) {
      return input.type === 'date' ? TEXT.tooEarly(input.min) : TEXT.tooSmall(input.min);
    }
    if (state.rangeOverflow) {
      return input.type === 'date' ? TEXT.tooLate(input.max) : TEXT.tooLarge(input.max);
    }
    if (state.tooLong) {
      return TEXT.tooLong(input.maxLength);
    }
    if (state.tooShort) {
      return TEXT.tooShort(input.minLength);
    }
    return input.title === '' ? TEXT.badFormat : input.title;
  }

  // ---- messages ------------------------------------------------------------------------------------------------

  show(lines, focus = true) {
    this.banner.replaceChildren(...lines.map((line) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = line;
      return paragraph;
    }));
    this.banner.hidden = lines.length === 0;
    if (focus && lines.length > 0) {
      this.banner.focus();
      this.banner.scrollIntoView({ block: 'nearest' });
    }
  }

  mark(input, message) {
    const old = input.getAttribute('data-hakko-error');
    const existing = old === null ? null : document.getElementById(old);
    if (existing !== null) {
      existing.textContent = `${existing.textContent} ${message}`;
      return;
    }
    const note = document.createElement('span');
    note.className = 'hk-error';
    note.id = `hk-error-${++this.sequence}`;
    note.textContent = message;
    input.setAttribute('data-hakko-error', note.id);
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', note.id);
    const host = input.type === 'checkbox' || input.type === 'radio' ? (input.closest('label') ?? input) : input;
    host.after(note);
  }

  unmark(input) {
    const id = input.getAttribute('data-hakko-error');
    if (id !== null) {
      document.getElementById(id)?.remove();
      ['data-hakko-error', 'aria-invalid', 'aria-describedby'].forEach((name) => input.removeAttribute(name));
    }
  }

  clear() {
    this.show([], false);
    this.element.querySelectorAll('[data-hakko-error]').forEach((input) => this.unmark(input));
  }

  // ---- what a person does --------------------------------------------------------------------------------------

  touched(target) {
    if (!(target instanceof HTMLElement) || !isInput(target)) {
      return;
    }
    target.dataset.hakkoTouched = 'true';
    this.unmark(target);
    this.follow();
    const list = target.closest('[data-hakko-row]')?.parentElement;
    if (list?.hasAttribute('data-hakko-rows')) {
      list.dataset.hakkoTouched = 'true';
    }
    if (target.type === 'radio') {
      this.element.querySelectorAll(`input[type="radio"][name="${CSS.escape(target.name)}"]`).forEach((radio) => {
        radio.dataset.hakkoTouched = 'true';
        this.unmark(radio);
      });
    }
  }

  clicked(event) {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button === null) {
      return;
    }
    if (button.hasAttribute('data-hakko-add')) {
      const list = this.listFor(button.getAttribute('data-hakko-add'), button);
      const row = this.append(list, {}, {});
      list.dataset.hakkoTouched = 'true';
      this.unmark(button);
      row.querySelector('input, select, textarea')?.focus();
    } else if (button.hasAttribute('data-hakko-remove')) {
      const row = button.closest('[data-hakko-row]');
      const list = row.parentElement;
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      list.dataset.hakkoTouched = 'true';
      const focus = next?.hasAttribute('data-hakko-row') ? next.querySelector('input, select, textarea') : null;
      (focus ?? this.adder(list.getAttribute('data-hakko-rows')))?.focus();
    } else if (button.hasAttribute('data-hakko-post')) {
      this.act(button);
    }
  }

  /** Ctrl+Enter presses the button that completes the task or starts the case. */
  pressed(event) {
    if (event.key === 'Enter' && event.ctrlKey && !event.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      const inTask = '.form-actions button.btn-primary';
      const inDialog = '.modal-footer button.btn-primary:not(.ng-hide)';
      const isStart = this.element.hasAttribute('data-hakko-start');
      const frame = this.element.closest(isStart ? '.modal-content' : '[cam-tasklist-form]');
      frame?.querySelector(isStart ? inDialog : inTask)?.click();
    }
  }

  adder(path) {
    return this.element.querySelector(`button[data-hakko-add="${CSS.escape(path)}"]`);
  }

  listFor(path, button) {
    const scope = button.closest('[data-hakko-row]') ?? this.element;
    return this.within(scope, '[data-hakko-rows]').find((list) => list.getAttribute('data-hakko-rows') === path);
  }

  async act(button) {
    button.disabled = true;
    this.clear();
    const address = button
      .getAttribute('data-hakko-post')
      .replace(/\{([^}]*)\}/g, (_, path) => encodeURIComponent(this.look(this.view, path) ?? ''));
    const { status, body } = await call('POST', API + address, {});
    button.disabled = false;
    if (status < 200 || status >= 300) {
      this.refused(status, body, this.collect().places);
    } else if (button.hasAttribute('data-hakko-reload')) {
      await this.load();
    }
    button.focus();
  }
}

/** Looks for the style sheet where this script lies. */
function addStyles() {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL('hakko-forms.css', import.meta.url).href;
  document.head.append(link);
}

function patch(CamForm, $rootScope) {
  const stock = { initializeForm: CamForm.prototype.initializeForm, submitVariables: CamForm.prototype.submitVariables };
  const forms = new WeakMap();

  CamForm.prototype.initializeForm = function (done) {
    const element = this.formElement[0];
    if (!HakkoForm.belongs(element)) {
      return stock.initializeForm.call(this, done);
    }
    const form = new HakkoForm(element, this.taskId);
    forms.set(this, form);
    // The stock Save would put the input into the browser's storage in clear.
    this.on('store', () => { this.storePrevented = true; });
    element.closest('[cam-tasklist-form]')?.classList.add('hk-hosted');
    const result = stock.initializeForm.call(this, done);
    form.load();
    return result;
  };

  CamForm.prototype.submitVariables = function (done) {
    const form = forms.get(this);
    if (form === undefined) {
      return stock.submitVariables.call(this, done);
    }
    const refresh = () => $rootScope.$broadcast('refresh');
    form.submit(refresh).then(
      (isDone) => $rootScope.$applyAsync(() => done(isDone ? null : new Error(PREVENTED), isDone ? {} : undefined)),
      (failure) => {
        console.error(failure);
        form.show([TEXT.unknown]);
        $rootScope.$applyAsync(() => done(new Error(PREVENTED)));
      });
  };
}

addStyles();
/** What is due first stands first, then what has waited longest; Tasklist itself would begin with the newest. */
const ORDER = [
  { sortBy: 'dueDate', sortOrder: 'asc' },
  { sortBy: 'created', sortOrder: 'asc' },
];

function orderByDueDate($rootScope, $location) {
  const order = () => {
    if (!$location.search().sorting) {
      $location.search('sorting', JSON.stringify(ORDER)).replace();
    }
  };
  order();
  $rootScope.$on('$locationChangeSuccess', order);
}

window.angular
  .module('cam.tasklist.client')
  .run(['CamForm', '$rootScope', patch])
  .run(['$rootScope', '$location', orderByDueDate]);
