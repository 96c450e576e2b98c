import { ErrorState } from '../../kit/page/states.tsx';
import { FieldsBackdrop } from './fields-backdrop.tsx';
import './entrance.css';

/** The server does not answer at all: says so instead of showing an empty frame. */
export function ServerSilent({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div className="st-entrance">
      <FieldsBackdrop />
      <main className="st-entrance-card">
        <ErrorState error={error} onRetry={onRetry} />
      </main>
    </div>
  );
}
