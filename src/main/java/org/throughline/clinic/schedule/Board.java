package org.throughline.clinic.schedule;

import java.util.List;
import org.throughline.care.entry.Choice;

/**
 * Who of today is where.
 *
 * @param longest how long somebody has waited at most who waits now, as {@code 25 min}; empty when nobody waits
 * @param address of this board
 * @param stays who is here to stay or in an emergency, beside the schedule
 */
public record Board(
        String title,
        List<Lane> lanes,
        List<RoomState> rooms,
        String longest,
        String address,
        String schedule,
        List<Stay> stays) {
    public Board {
        lanes = List.copyOf(lanes);
        rooms = List.copyOf(rooms);
        stays = List.copyOf(stays);
    }

    /** A step with those who are at it, the longest first. */
    public record Lane(String name, String code, List<Card> cards, int more) {
        public Lane {
            cards = List.copyOf(cards);
        }
    }

    /** Somebody who is here to stay or in an emergency; where they are is empty when not told. */
    public record Stay(String address, String name, String kind, String since, String place) {}

    /** A room and who is in it; empty for nobody. */
    public record RoomState(String name, String patient, String since) {}

    /**
     * Somebody.
     *
     * @param time of the appointment
     * @param since how long they are at this step; of those who are expected, how late they are, or empty
     * @param late whether that is long
     * @param act the address of what is done next; empty for whoever may not
     * @param version of the appointment, or of the visit when it has begun
     */
    public record Card(
            String address,
            String name,
            String facts,
            String time,
            String with,
            String type,
            String tone,
            String since,
            boolean late,
            boolean similar,
            String act,
            String actWords,
            String step,
            int version,
            List<Choice> rooms) {
        public Card {
            rooms = List.copyOf(rooms);
        }
    }
}
