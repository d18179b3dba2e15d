/** A value over time: what was said last at or before a moment. */
export class Steps<T> {
  private readonly times: number[] = [];
  private readonly values: T[] = [];

  constructor(private readonly before: T) {}

  /** In order of time. */
  add(time: number, value: T): void {
    this.times.push(time);
    this.values.push(value);
  }

  at(time: number): T {
    let low = 0;
    let high = this.times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] ?? 0) <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low === 0 ? this.before : (this.values[low - 1] ?? this.before);
  }
}
