/** Letter sizes that the person may choose, on top of the phone's own scale. */
export type Letters = 'normal' | 'large' | 'huge';
const STORE = 'shoutian.letters';

/** The remembered letter size. */
export function presentLetters(): Letters {
  try {
    const kept = localStorage.getItem(STORE);
    return kept === 'large' || kept === 'huge' ? kept : 'normal';
  } catch {
    return 'normal';
  }
}

/** Puts the remembered size on the page. */
export function applyLetters(): void {
  document.documentElement.dataset['letters'] = presentLetters();
}

export function chooseLetters(letters: Letters): void {
  try {
    localStorage.setItem(STORE, letters);
  } catch {
    // Holds for this page then.
  }
  document.documentElement.dataset['letters'] = letters;
}
