import type { ThemeConfig } from 'antd';
import { token } from './tokens.ts';

/** Blue means selected or focused, nowhere brand green (ui rule: selection is one colour). */
const fieldFocus = {
  activeBorderColor: token('--map-selected'),
  hoverBorderColor: token('--st-line-control'),
  activeShadow: '0 0 0 2px rgba(11, 87, 208, 0.18)',
};

/** Ant Design's tokens, taken from tokens.css; single components are not restyled, only tokens change. */
export const antdTheme: ThemeConfig = {
  token: {
    colorPrimary: token('--st-green-7'),
    colorLink: token('--st-green-7'),
    colorLinkHover: token('--st-green-6'),
    colorError: token('--st-red'),
    colorWarning: token('--st-amber'),
    colorSuccess: token('--st-ok'),
    colorInfo: token('--st-blue'),
    colorText: token('--st-ink-1'),
    colorTextSecondary: token('--st-ink-2'),
    colorTextTertiary: token('--st-ink-3'),
    colorTextPlaceholder: token('--st-ink-3'),
    colorBgLayout: token('--st-bg-page'),
    colorBgContainer: token('--st-bg-card'),
    colorTextDisabled: token('--st-grey'),
    colorBgContainerDisabled: token('--st-bg-sunken'),
    colorBorder: token('--st-line-1'),
    colorBorderSecondary: token('--st-line-2'),
    controlItemBgHover: token('--st-bg-hover'),
    controlItemBgActive: token('--st-bg-selected'),
    fontFamily: token('--st-font'),
    fontSize: 14,
    borderRadius: 4,
    borderRadiusLG: 6,
    controlHeight: 32,
    motionDurationFast: '0.12s',
    motionDurationMid: '0.14s',
    motionDurationSlow: '0.16s',
    boxShadow: token('--st-shadow-pop'),
    boxShadowSecondary: token('--st-shadow-pop'),
  },
  components: {
    ...Object.fromEntries(['Input', 'InputNumber', 'Select', 'DatePicker'].map((name) => [name, fieldFocus])),
    Button: {
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
      fontWeight: 400,
      contentFontSizeSM: 13,
    },
    Table: {
      headerBg: token('--st-bg-sunken'),
      headerColor: token('--st-ink-2'),
      headerSplitColor: 'transparent',
      rowHoverBg: token('--st-bg-hover'),
      rowSelectedBg: token('--st-green-1'),
      rowSelectedHoverBg: token('--st-bg-hover'),
      cellFontSizeSM: 13,
      borderColor: token('--st-line-2'),
    },
    Segmented: {
      itemSelectedBg: token('--st-green-1'),
      itemSelectedColor: token('--st-green-7'),
      trackBg: token('--st-bg-card'),
    },
    Tabs: { horizontalItemGutter: 22 },
    Drawer: { paddingLG: 18 },
  },
};
