import {
  approveByCounty,
  approveByTown,
  checkOnSite,
  returnWriteOff,
  signWriteOff,
  type WriteOffDetail,
  withdrawWriteOff,
} from '@shoutian/domain/api';
import { roles, rolesFor } from '@shoutian/domain/people';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useAct, useSession, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Field, Notice, OpinionBox, useConfirmAct } from '../../kit/index.ts';
import { missingItems } from '../problems/anchors.ts';
import { afterAct } from './stale.ts';
import { writeOffTexts } from './texts.ts';

const ACTS = {
  siteCheck: { right: 'problem.verifyOnSite', verb: 'siteAgree' },
  townReview: { right: 'problem.townApprove', verb: 'townAgree' },
  countyReview: { right: 'problem.countyApprove', verb: 'countyAgree' },
} as const;

/** The next opinion of the chain, for whoever may give it; the others read whose turn it is. */
export function Decision({ writeOff }: { writeOff: WriteOffDetail }) {
  const t = useTexts(writeOffTexts);
  const language = useLanguage();
  const today = useToday();
  const { person } = useSession();
  const confirm = useConfirmAct();
  const [checkedOn, setCheckedOn] = useState<string>(today);
  const [position, setPosition] = useState<[number, number] | null>(null);
  const options = { invalidate: afterAct, done: t('done') };
  const site = useAct(checkOnSite, options);
  const town = useAct(approveByTown, options);
  const county = useAct(approveByCounty, options);
  const giveBack = useAct(returnWriteOff, options);
  const sign = useAct(signWriteOff, options);
  const withdraw = useAct(withdrawWriteOff, options);
  if (writeOff.state === 'approved' || writeOff.state === 'returned') {
    return writeOff.returnedReason === null ? null : <Notice tone="amber">{writeOff.returnedReason}</Notice>;
  }
  const act = ACTS[writeOff.state];
  const { rowVersion } = writeOff;
  const params = { id: writeOff.id };
  const may = (right: string) => writeOff.abilities.includes(right) || writeOff.missing?.[right] !== undefined;
  const missing = missingItems(writeOff.problemId, writeOff.missing?.[act.right], language);
  const agree = async (opinion: string) => {
    if (writeOff.state === 'siteCheck')
      return site.mutate({ params, body: { agree: true, opinion, checkedOn, position, rowVersion } });
    if (writeOff.state === 'townReview') return town.mutate({ params, body: { opinion, rowVersion } });
    const sure = await confirm({
      title: t('countyConfirm', { no: writeOff.problemNo }),
      text: t('countyConfirmText'),
      verb: t('countyVerb'),
      keep: t('keep'),
    });
    if (sure) county.mutate({ params, body: { opinion, rowVersion } });
  };
  const takeBack = async () => {
    if (await confirm({ title: t('withdrawTitle'), text: t('withdrawText'), verb: t('withdraw'), keep: t('keep') }))
      withdraw.mutate({ params, body: { reason: t('withdraw'), rowVersion } });
  };
  return (
    <>
      {may(act.right) ? (
        <OpinionBox
          title={t('decision')}
          {...(missing.length > 0
            ? { blocked: t('cannot', { why: missing.map((one) => one.message).join('；') }) }
            : {})}
          agree={{ verb: t(act.verb), missing, onAct: (opinion) => void agree(opinion) }}
          {...(may('problem.returnWriteOff')
            ? {
                giveBack: {
                  verb: t('back'),
                  onAct: (opinion) => giveBack.mutate({ params, body: { opinion, rowVersion } }),
                },
              }
            : {})}
          busy={site.isPending || town.isPending || county.isPending || giveBack.isPending}
          note={t('signed', { name: person.name })}
        />
      ) : (
        <Notice tone="blue">
          {t('noTurn', {
            step: t(writeOff.state),
            roles: rolesFor(act.right)
              .map((role) => roles[role][language])
              .join('、'),
          })}
        </Notice>
      )}
      {writeOff.state === 'siteCheck' && may('problem.verifyOnSite') && (
        <Card title={t('siteCheck')}>
          <Field name="checkedOn" label={t('checkedOn')}>
            <Input type="date" max={today} value={checkedOn} onChange={(event) => setCheckedOn(event.target.value)} />
          </Field>
          <Button
            size="small"
            disabled={position !== null}
            onClick={() =>
              navigator.geolocation?.getCurrentPosition(({ coords }) =>
                setPosition([coords.longitude, coords.latitude]),
              )
            }
          >
            {t(position === null ? 'usePosition' : 'hasPosition')}
          </Button>
        </Card>
      )}
      {writeOff.abilities.includes('problem.signWriteOff') && !may(act.right) && (
        <OpinionBox
          title={t('sign')}
          agree={{ verb: t('sign'), onAct: (opinion) => sign.mutate({ params, body: { opinion, rowVersion } }) }}
          busy={sign.isPending}
        />
      )}
      {writeOff.abilities.includes('problem.withdrawWriteOff') && (
        <Button type="text" onClick={() => void takeBack()}>
          {t('withdraw')}
        </Button>
      )}
    </>
  );
}
