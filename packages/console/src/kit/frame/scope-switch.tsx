import { Popover, Tree, type TreeDataNode } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import type { ScopeNode } from './frame-types.ts';

export interface ScopeSwitchProps {
  label: string;
  code: string;
  /** What the role may look at: county → towns → villages, or the own village alone. */
  tree: readonly ScopeNode[];
  onScope: (node: { code: string; label: string }) => void;
}

function asTree(nodes: readonly ScopeNode[]): TreeDataNode[] {
  return nodes.map((node) => ({ key: node.code, title: node.name, children: asTree(node.children ?? []) }));
}

function find(nodes: readonly ScopeNode[], code: string): ScopeNode | undefined {
  for (const node of nodes) {
    const hit = node.code === code ? node : find(node.children ?? [], code);
    if (hit !== undefined) return hit;
  }
  return undefined;
}

/** County → town → village; every list and figure follows it. One place alone is a label, not a switch. */
export function ScopeSwitch({ label, code, tree, onScope }: ScopeSwitchProps) {
  const t = useTexts(kitTexts);
  const [open, setOpen] = useState(false);
  const one = tree.length <= 1 && (tree[0]?.children ?? []).length === 0;
  if (one) {
    return (
      <span className="st-scope" title={t('scope')}>
        <Icon name="place" /> {label}
      </span>
    );
  }
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="st-scope-tree">
          <Tree
            treeData={asTree(tree)}
            defaultExpandedKeys={[code, ...(tree[0] ? [tree[0].code] : [])]}
            selectedKeys={[code]}
            blockNode
            onSelect={([key]) => {
              const node = key === undefined ? undefined : find(tree, String(key));
              if (node === undefined) return;
              onScope({ code: node.code, label: node.name });
              setOpen(false);
            }}
          />
        </div>
      }
    >
      <button type="button" className="st-scope" aria-label={`${t('scope')} ${label}`} aria-haspopup="tree">
        <Icon name="place" /> <span className="st-ellipsis">{label}</span> <Icon name="down" size={14} />
      </button>
    </Popover>
  );
}
