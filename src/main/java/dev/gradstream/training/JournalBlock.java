package dev.gradstream.training;

import java.util.List;

/**
 * What one transaction adds to a journal: events in order, in one envelope.
 *
 * @param sequence number of the block in its journal, from 0 without a gap
 * @param writer who wrote it: one word a process, unique a start
 * @param model which of several models of the run it speaks of; {@code main} for the only one
 * @param committedAtMs wall clock when it was handed over, for people
 * @param certificate 32 bytes: the certificate after the block's last event
 */
public record JournalBlock(
    long sequence,
    String writer,
    String model,
    long committedAtMs,
    byte[] certificate,
    List<Event> events) {}
