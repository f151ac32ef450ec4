/* Welcome: Japanese. */
export default {
  app: { name: 'ホーム', vendor: 'Hakko' },
  locales: { availableLocales: ['ja', 'en'], fallbackLocale: 'ja' },
  disableWelcomeMessage: true,
  links: [{ label: '業務の入口', href: '/desk', description: 'タスクリスト、カード発行端末、公開資料への入口' }],
};
