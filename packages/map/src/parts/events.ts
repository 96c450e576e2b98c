/** One kind of event with its listeners. `on` returns the function that stops listening. */
export class Signal<Args extends unknown[]> {
  readonly #listeners = new Set<(...args: Args) => void>();

  readonly on = (listener: (...args: Args) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  emit(...args: Args): void {
    for (const listener of [...this.#listeners]) listener(...args);
  }
}
