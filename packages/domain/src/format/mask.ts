/** ID number: first 3 and last 4 stay (specification 7.3). Shorter text is masked whole. */
export function maskIdNumber(text: string): string {
  const id = text.trim();
  return id.length < 10 ? '*'.repeat(id.length) : `${id.slice(0, 3)}${'*'.repeat(id.length - 7)}${id.slice(-4)}`;
}

/** Phone: the middle four are hidden. A landline keeps its area code and last two digits. */
export function maskPhone(text: string): string {
  const phone = text.trim();
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(7)}`;
  return phone.length < 5 ? '*'.repeat(phone.length) : `${phone.slice(0, -6)}****${phone.slice(-2)}`;
}

const doubleSurnames = [
  '欧阳',
  '司马',
  '诸葛',
  '上官',
  '司徒',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '夏侯',
  '慕容',
  '令狐',
  '宇文',
  '长孙',
];

/** Name: surname and two stars, so that the length of the given name is not told: 张三丰 → 张**. */
export function maskName(text: string): string {
  const name = text.trim();
  if (name === '') return '';
  const surname = doubleSurnames.find((each) => name.startsWith(each) && name.length > each.length) ?? name.slice(0, 1);
  return `${surname}**`;
}
