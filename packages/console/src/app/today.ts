import { createContext, useContext } from 'react';

/** Civil day in Asia/Shanghai whatever the computer's time zone says, `YYYY-MM-DD`. */
export function shanghaiDay(instant: Date = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(instant);
}

/** The server's day; deadlines are read against it, because office computers have wrong clocks. */
export const TodayContext = createContext<string>(shanghaiDay());

/** Today as the server says it, `YYYY-MM-DD`. */
export function useToday(): string {
  return useContext(TodayContext);
}
