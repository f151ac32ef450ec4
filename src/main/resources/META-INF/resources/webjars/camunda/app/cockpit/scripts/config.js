/* Cockpit: Japanese. */
export default {
  app: { name: '進行管理', vendor: 'Hakko' },
  locales: { availableLocales: ['ja', 'en'], fallbackLocale: 'ja' },
  disableWelcomeMessage: true,
};
