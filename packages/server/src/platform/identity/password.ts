import type { Complaint } from '@shoutian/domain/api';

const MIN_LENGTH = 12;
const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/];
const common = ['123456789', 'password', 'qwertyuiop', 'shoutian', '11111111', 'abcdefgh'];

/**
 * Password policy (GB/T 22239-2019 8.1.4.1 asks for complexity; 12 characters of three kinds is our default).
 * @returns what is wrong, empty when the password will do
 */
export function passwordComplaints(password: string, username = ''): Complaint[] {
  const bad: Complaint[] = [];
  if ([...password].length < MIN_LENGTH)
    bad.push({
      code: 'short',
      at: 'password',
      message: `口令至少 ${MIN_LENGTH} 位。`,
      messageEn: `At least ${MIN_LENGTH} characters.`,
    });
  if (classes.filter((kind) => kind.test(password)).length < 3) {
    bad.push({
      code: 'simple',
      at: 'password',
      message: '口令要含大写、小写、数字、符号中的三种。',
      messageEn: 'Use three of: capitals, small letters, digits, symbols.',
    });
  }
  const lower = password.toLowerCase();
  if (username !== '' && lower.includes(username.toLowerCase())) {
    bad.push({
      code: 'name',
      at: 'password',
      message: '口令不能包含账号。',
      messageEn: 'Must not contain the user name.',
    });
  }
  if (common.some((word) => lower.includes(word))) {
    bad.push({ code: 'common', at: 'password', message: '口令太常见，请换一个。', messageEn: 'Too common.' });
  }
  return bad;
}
