/* Admin, on in the demo only: Japanese. */
export default {
  app: { name: 'ユーザー管理', vendor: 'Hakko' },
  locales: { availableLocales: ['ja', 'en'], fallbackLocale: 'ja' },
  disableWelcomeMessage: true,
};
