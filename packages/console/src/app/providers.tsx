import { QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { i18next } from '../i18n/setup.ts';
import { antdTheme } from '../theme/antd-theme.ts';
import { makeQueryClient } from './query-client.ts';

/** antd's locale files are ES modules to the bundler and CommonJS to the type checker; this reads both. */
function locale(module: typeof zhCN): (typeof zhCN)['default'] {
  return 'default' in module ? module.default : module;
}

/** Query client, Ant Design theme and language for everything below. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  const { i18n } = useTranslation(undefined, { i18n: i18next });
  const english = i18n.language === 'en';
  dayjs.locale(english ? 'en' : 'zh-cn');
  return (
    <QueryClientProvider client={client}>
      <ConfigProvider
        locale={locale(english ? enUS : zhCN)}
        theme={antdTheme}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <App component={false}>{children}</App>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
