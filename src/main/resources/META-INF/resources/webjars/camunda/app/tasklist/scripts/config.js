/* Tasklist: Japanese, and the one script behind all forms. */
export default {
  app: { name: 'タスクリスト', vendor: 'Hakko' },
  dateFormat: { normal: 'LLL', long: 'LLLL' },
  locales: { availableLocales: ['ja', 'en'], fallbackLocale: 'ja' },
  customScripts: ['scripts/hakko/hakko-forms'],
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: '選択しているタスクを担当する' },
    focusFilter: { key: 'ctrl+shift+f', description: 'フィルターの一覧へ移る' },
    focusList: { key: 'ctrl+alt+l', description: 'タスクの一覧へ移る' },
    focusForm: { key: 'ctrl+alt+f', description: 'フォームの最初の項目へ移る' },
    startProcess: { key: 'ctrl+alt+p', description: '新しい案件の画面を開く' },
  },
};
