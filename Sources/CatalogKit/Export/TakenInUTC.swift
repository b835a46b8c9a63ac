extension Photo {
  /// When it was taken, in UTC to the second, where that is known: by its clock and offset, else by the GPS receiver.
  var takenInUTC: String? {
    let moment: Timestamp
    if let taken, let offset = taken.offset {
      moment = Timestamp(seconds: taken.secondsSince1970 - offset.minutes * 60, nanoseconds: 0)
    } else if let gpsTime {
      moment = gpsTime
    } else {
      return nil
    }
    return "\(moment.description.prefix(19))Z"
  }
}
