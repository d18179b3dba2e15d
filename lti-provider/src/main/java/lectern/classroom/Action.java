package lectern.classroom;

/** What somebody may want to do in a class; the rows of {@link Permissions}. */
public enum Action {
    START,
    ENTER,
    LEAVE,
    VIEW,
    DEVICE,
    SHARE_SCREEN,
    HAND,
    CHAT,
    LOWER_HAND,
    MUTE,
    MUTE_ALL,
    OPEN_ROOMS,
    MOVE,
    VISIT,
    ANNOUNCE,
    PEEK,
    TALK,
    RULES,
    HIDE,
    ROOMS_TIMER,
    CLOSE_ROOMS,
    RECORD,
    END
}
