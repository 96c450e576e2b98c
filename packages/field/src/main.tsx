import './theme/tokens.css';
import './theme/base.css';
import './theme/frame.css';
import './theme/parts.css';
import './theme/forms.css';
import './theme/map.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyLetters } from './app/letters.ts';
import { startOutbox } from './app/outbox.ts';
import { makeQueryClient } from './app/query-client.ts';
import { Screens } from './app/screens.tsx';
import { SessionGate } from './app/session.tsx';
import { i18next } from './i18n/setup.ts';

document.documentElement.lang = i18next.language;
applyLetters();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const client = makeQueryClient();
// A phone that keeps no data still lets people work; the screens say what is not kept.
void startOutbox(client).catch((error: unknown) => console.error(error));
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <SessionGate>
        <Screens />
      </SessionGate>
    </QueryClientProvider>
  </StrictMode>,
);
