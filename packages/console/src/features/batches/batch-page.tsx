import { type BatchView, getBatch } from '@shoutian/domain/api';
import { useParams } from '@tanstack/react-router';
import { useEndpoint } from '../../app/index.ts';
import { Answer } from '../../kit/index.ts';
import { BatchWizard } from './batch-wizard.tsx';
import { NewBatch } from './new-batch.tsx';
import { StoredBatch } from './stored-batch.tsx';

function ExistingBatch({ id }: { id: string }) {
  const batch = useEndpoint(getBatch, { params: { id } });
  return (
    <Answer query={batch}>
      {(data: BatchView) =>
        data.state === 'draft' ? <BatchWizard key={data.id} batch={data} /> : <StoredBatch batch={data} />
      }
    </Answer>
  );
}

/** One batch: new, in work, or what became of it. */
export default function BatchPage() {
  const { batchId } = useParams({ strict: false }) as { batchId: string };
  return batchId === 'new' ? <NewBatch /> : <ExistingBatch id={batchId} />;
}
